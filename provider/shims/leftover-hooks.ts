import * as pulumi from "@pulumi/pulumi";
import { resourceHook } from "./resource-hooks";
import { valueOf } from "./value-of";

/**
 * Hooks that clear the way for a container, which cannot be created twice: what an interrupted run made without recording
 * it would stop every later run.
 */
export function leftoverHooks(
    owner: pulumi.Output<string>,
    dockerHost: pulumi.Input<string> | undefined,
): pulumi.ResourceHookBinding {
    const create = hook(async ({ newInputs }) => {
        const { name } = newInputs as { name: string };
        const hooks = await import("../hooks.js");
        const wanted = { kind: "container", name, owner: await valueOf(owner) } as const;
        await hooks.beforeCreate(wanted, await valueOf(pulumi.output(dockerHost)));
    });
    return { beforeCreate: create };
}

/** The same for a Helm release, and for its upgrades; `mark` is what its description begins with. */
export function releaseLeftoverHooks(
    kubeconfig: pulumi.Output<string>,
    mark: pulumi.Output<string>,
): pulumi.ResourceHookBinding {
    const install = hook(async ({ newInputs }) => {
        const { name, namespace } = newInputs as ReleaseName;
        const hooks = await import("../hooks.js");
        await hooks.beforeRelease({ namespace, release: name, mark: await valueOf(mark) }, await valueOf(kubeconfig));
    });
    const upgrade = hook(async ({ newInputs }) => {
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

function hook(callback: pulumi.ResourceHookFunction): pulumi.ResourceHook[] {
    return resourceHook("leftover", callback);
}
