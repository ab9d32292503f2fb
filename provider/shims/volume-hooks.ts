import * as pulumi from "@pulumi/pulumi";
import { resourceHook } from "./resource-hooks";
import { valueOf } from "./value-of";

/**
 * Returns hooks that refuse a volume that belongs to another stack, or to none: creating an existing volume does not
 * fail, and the state would delete it with the stack. The orphan of an interrupted run of this stack is adopted.
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
