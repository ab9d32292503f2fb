import * as pulumi from "@pulumi/pulumi";
import { resourceHook } from "./resource-hooks";
import { valueOf } from "./value-of";

/**
 * Returns hooks that pull the nodes' image with the user's login before the Docker plugin, which does not know the
 * login, looks for the image.
 */
export function imageHooks(dockerHost: pulumi.Input<string> | undefined): pulumi.ResourceHookBinding {
    const pull = resourceHook("image", async ({ newInputs }) => {
        const hooks = await import("../hooks.js");
        await hooks.beforeNodeImage((newInputs as { name: string }).name, await valueOf(pulumi.output(dockerHost)));
    });
    return { beforeCreate: pull };
}
