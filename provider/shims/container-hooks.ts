import * as pulumi from "@pulumi/pulumi";
import { resourceHook } from "./resource-hooks";
import { valueOf } from "./value-of";

/**
 * Hooks that clear the way for a container, which cannot be created twice: what an interrupted run created without recording
 * it would stop every later run.
 */
export function containerHooks(
    owner: pulumi.Output<string>,
    dockerHost: pulumi.Input<string> | undefined,
): pulumi.ResourceHookBinding {
    const create = resourceHook("leftover", async ({ newInputs }) => {
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
