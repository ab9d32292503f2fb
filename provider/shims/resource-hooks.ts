import * as pulumi from "@pulumi/pulumi";
import { ownPlace } from "./plugin-process";

let registered = 0;

/**
 * Returns a hook with a unique name, or none when the engine does not support hooks, as in unit tests with Pulumi's
 * mocks.
 */
export function resourceHook(purpose: string, callback: pulumi.ResourceHookFunction): pulumi.ResourceHook[] {
    return takes("registerResourceHook") ? [new pulumi.ResourceHook(hookName(purpose), callback)] : [];
}

/** Returns a hook that is called when an operation fails, likewise. */
export function errorHook(purpose: string, callback: pulumi.ErrorHookFunction): pulumi.ErrorHook[] {
    return takes("registerErrorHook") ? [new pulumi.ErrorHook(hookName(purpose), callback)] : [];
}

/** Returns a name that is unique in the stack: a program with two providers has two plugins. */
function hookName(purpose: string): string {
    return ["pulumi-k3s", ...ownPlace(), purpose, String(registered++)].join("-");
}

function takes(method: string): boolean {
    const monitor = pulumi.runtime.getMonitor() as unknown as Record<string, unknown> | undefined;
    return typeof monitor?.[method] === "function";
}
