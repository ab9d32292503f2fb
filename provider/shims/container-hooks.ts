import * as pulumi from "@pulumi/pulumi";
import { resourceHook } from "./resource-hooks";
import { valueOf } from "./value-of";

/**
 * Hooks that clear the way for a container, which cannot be created twice: what an interrupted run made without recording
 * it would stop every later run.
 */
export function orphanHooks(
    owner: pulumi.Output<string>,
    dockerHost: pulumi.Input<string> | undefined,
): pulumi.ResourceHookBinding {
    const create = hook(async ({ newInputs }) => {
        const { name, networksAdvanced: networks = [] } = newInputs as ContainerNames;
        const hooks = await import("../hooks.js");
        const wanted = { kind: "container", name, networks, owner: await valueOf(owner) } as const;
        await hooks.beforeCreate(wanted, await valueOf(pulumi.output(dockerHost)));
    });
    return { beforeCreate: create };
}

interface ContainerNames {
    name: string;
    networksAdvanced?: { name: string; aliases?: string[] }[];
}

/**
 * Hooks that refuse a volume which another stack has, or nobody: creating a volume twice does not fail, and what is created
 * is deleted with the stack. What an interrupted run of this stack made is taken over.
 */
export function volumeHooks(
    owner: pulumi.Output<string>,
    use: { kept: boolean; shared: boolean },
    dockerHost: pulumi.Input<string> | undefined,
): pulumi.ResourceHookBinding {
    const create = resourceHook("volume", async ({ newInputs }) => {
        const { name, driver, driverOpts } = newInputs as VolumeInputs;
        const hooks = await import("../hooks.js");
        const wanted = { name, driver, driverOpts, ...use, owner: await valueOf(owner) };
        await hooks.beforeVolume(wanted, await valueOf(pulumi.output(dockerHost)));
    });
    return { beforeCreate: create };
}

interface VolumeInputs {
    name: string;
    driver?: string;
    driverOpts?: Record<string, string>;
}

/** The same for a Helm release, and for its upgrades; `mark` is what its description begins with. */
export function releaseOrphanHooks(
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
