import * as pulumi from "@pulumi/pulumi";

let registered = 0;

/** Hooks that pull the nodes' image with the user's login, which the Docker plugin does not know, before it looks for it. */
export function imageHooks(dockerHost: string | undefined): pulumi.ResourceHookBinding {
    const pull = new pulumi.ResourceHook(`pulumi-k3s-image-${String(registered++)}`, async ({ newInputs }) => {
        const hooks = await import("../hooks.js");
        await hooks.beforeNodeImage((newInputs as { name: string }).name, dockerHost);
    });
    return { beforeCreate: [pull] };
}
