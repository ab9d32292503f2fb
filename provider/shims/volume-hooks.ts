import * as pulumi from "@pulumi/pulumi";
import { resourceHook } from "./resource-hooks";
import { valueOf } from "./value-of";

/**
 * Hooks that refuse a volume which another stack has, or nobody: creating a volume twice does not fail, and what is created
 * is deleted with the stack. What an interrupted run of this stack created is adopted.
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
