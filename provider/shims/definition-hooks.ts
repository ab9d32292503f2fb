import * as pulumi from "@pulumi/pulumi";
import { errorHook, resourceHook } from "./resource-hooks";
import { valueOf } from "./value-of";

interface ReleaseInputs {
    name: string;
    namespace: string;
    chart: string;
    skipCrds?: boolean;
}

/**
 * Returns hooks that warn when a chart's definitions differ from the cluster's, whether or not the release succeeded.
 */
export function definitionHooks(
    kubeconfig: pulumi.Output<string>,
    chart: pulumi.Input<string>,
    release: pulumi.Resource,
): pulumi.ResourceHookBinding {
    const tell = async (inputs: ReleaseInputs) => {
        // With skipCrds, something else installs the definitions.
        if (inputs.skipCrds) return;
        try {
            const hooks = await import("../hooks.js");
            const isSecret = await pulumi.isSecret(pulumi.output(chart));
            const warning = await hooks.afterRelease({ ...inputs, isSecret }, await valueOf(kubeconfig));
            if (warning !== undefined) await pulumi.log.warn(warning, release);
        } catch {
            // Other resources report a cluster that does not answer, or missing rights to read definitions.
        }
    };
    const after = resourceHook("definitions", ({ newInputs }) => tell(newInputs as ReleaseInputs));
    const fail = errorHook("definitions-failed", async ({ newInputs }) => {
        if (newInputs !== undefined) await tell(newInputs as ReleaseInputs);
        return false;
    });
    return { afterCreate: after, afterUpdate: after, onError: fail };
}
