import * as pulumi from "@pulumi/pulumi";

let registered = 0;

/**
 * A hook that clears the way for a Docker object: creating a container or network is not idempotent, so what an
 * interrupted run made without recording it would stop every later run.
 */
export function leftoverHooks(
    kind: "container" | "network",
    owner: pulumi.Output<string>,
    dockerHost: string | undefined,
): pulumi.ResourceHookBinding {
    const hook = new pulumi.ResourceHook(`pulumi-k3s-leftover-${String(registered++)}`, async ({ newInputs }) => {
        const { name } = newInputs as { name: string };
        // Loaded only when something is created: the program itself needs no Docker client.
        const { beforeCreate } = await import("../index.js");
        const known = await new Promise<string>((resolve) => owner.apply(resolve));
        await beforeCreate({ kind, name, owner: known }, dockerHost);
    });
    return { beforeCreate: [hook] };
}
