import type * as pulumi from "@pulumi/pulumi";
import { resourceHook } from "./resource-hooks";
import { valueOf } from "./value-of";

/**
 * Returns hooks that run before a release is installed or upgraded: they remove the orphan of an interrupted
 * installation, and mark an interrupted upgrade as failed; either would stop every later run. `mark` is the prefix of
 * the release's description.
 */
export function releaseHooks(
    kubeconfig: pulumi.Output<string>,
    mark: pulumi.Output<string>,
): pulumi.ResourceHookBinding {
    const install = resourceHook("leftover", async ({ newInputs }) => {
        const { name, namespace } = newInputs as ReleaseName;
        const hooks = await import("../hooks.js");
        await hooks.beforeRelease({ namespace, release: name, mark: await valueOf(mark) }, await valueOf(kubeconfig));
    });
    const upgrade = resourceHook("leftover", async ({ newInputs }) => {
        const { name, namespace } = newInputs as ReleaseName;
        const hooks = await import("../hooks.js");
        await hooks.beforeUpgrade({ namespace, release: name }, await valueOf(kubeconfig));
    });
    return { beforeCreate: install, beforeUpdate: upgrade };
}

interface ReleaseName {
    name: string;
    namespace: string;
}
