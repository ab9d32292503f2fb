import * as pulumi from "@pulumi/pulumi";
import { type Context } from "../lifecycle";
import { showProgress } from "../shims/engine-progress";

/** Connects the messages that this process logs outside of a component to Pulumi's display. */
export function connectDisplay(engine: string | undefined): void {
    if (engine !== undefined) pulumi.runtime.resetOptions("", "", -1, engine, "", false, "");
}

/** Returns a function that shows what an operation waits for, on the line of its resource. */
export function progressOf(urn: string): Context["progress"] {
    const resource = new pulumi.DependencyResource(urn);
    return (message, severity) => {
        if (severity === "warning") pulumi.log.warn(message, resource).catch(() => undefined);
        else showProgress(message, resource);
    };
}
