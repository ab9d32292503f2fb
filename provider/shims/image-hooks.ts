import * as pulumi from "@pulumi/pulumi";
import { resourceHook } from "./resource-hooks";
import { valueOf } from "./value-of";

/** Hooks that pull the nodes' image with the user's login, which the Docker plugin does not know, before it looks for it. */
export function imageHooks(dockerHost: pulumi.Input<string> | undefined): pulumi.ResourceHookBinding {
    const pull = resourceHook("image", async ({ newInputs }) => {
        const hooks = await import("../hooks.js");
        await hooks.beforeNodeImage((newInputs as { name: string }).name, await valueOf(pulumi.output(dockerHost)));
    });
    return { beforeCreate: pull };
}
