import * as pulumi from "@pulumi/pulumi";
import { type Context } from "../lifecycle";
import { showProgress } from "../shims/engine-progress";

/** Lets what this process says outside of a component reach Pulumi's display. */
export function connectDisplay(engine: string | undefined): void {
    if (engine !== undefined) pulumi.runtime.resetOptions("", "", -1, engine, "", false, "");
}

/** Shows what is being waited for, on the line of the resource that waits. */
export function progressOf(urn: string): Context["progress"] {
    const resource = new pulumi.DependencyResource(urn);
    return (message, severity) => {
        if (severity === "warning") pulumi.log.warn(message, resource).catch(() => undefined);
        else showProgress(message, resource);
    };
}
