import * as pulumi from "@pulumi/pulumi";
import { resourceHook } from "./resource-hooks";
import { valueOf } from "./value-of";

/**
 * Returns hooks that remove the orphan of an interrupted run before a container is created: a container cannot be
 * created twice, so the orphan would stop every later run.
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
