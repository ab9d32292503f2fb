import * as pulumi from "@pulumi/pulumi";
import { showProgress } from "../shims/engine-progress";

/** Lets what this process says outside of a component reach Pulumi's display. */
export function connectDisplay(engine: string | undefined): void {
    if (engine !== undefined) pulumi.runtime.resetOptions("", "", -1, engine, "", false, "");
}

/** Shows what is being waited for, on the line of the resource that waits. */
export function progressOf(urn: string): (message: string) => void {
    const resource = new pulumi.DependencyResource(urn);
    return (message) => {
        showProgress(message, resource);
    };
}
