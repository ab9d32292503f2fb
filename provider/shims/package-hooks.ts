import * as pulumi from "@pulumi/pulumi";
import { errorHook } from "./resource-hooks";

/**
 * Returns hooks that say what to do when Pulumi's process for dynamic resources does not find this package, which
 * Node.js only reports as a missing module.
 */
export function packageHooks(): pulumi.ResourceHookBinding {
    const tell = errorHook("package", async ({ errors }) => {
        const advice = packageAdvice(errors[0] ?? "");
        if (advice !== undefined) await pulumi.log.warn(advice);
        return false;
    });
    return { onError: tell };
}

/** Returns undefined for any other failure. */
export function packageAdvice(error: string): string | undefined {
    if (!error.includes("Cannot find module 'pulumi-k3s/provider'")) return undefined;
    return [
        "Pulumi runs pulumi-k3s in a process of its own, which looks for the package from the program's folder and finds none.",
        "Next: install pulumi-k3s in that folder too, not only in a package that the program uses.",
        "The folder of an inline program is the one that its process was started in, or the main of its projectSettings:",
        'give LocalWorkspace.createOrSelectStack the option projectSettings: { name, runtime: "nodejs", main: __dirname }.',
    ].join("\n");
}
