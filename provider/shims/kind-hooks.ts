import type * as pulumi from "@pulumi/pulumi";
import { resourceHook } from "./resource-hooks";
import { valueOf } from "./value-of";

/**
 * Returns hooks that refuse an object of a kind that the cluster does not have, once the object's dependencies exist.
 *
 * @param mayAppear reports whether the program is creating something that may bring the kind.
 */
export function kindHooks(
    kubeconfig: pulumi.Output<string>,
    manifest: string,
    mayAppear: () => boolean,
): pulumi.ResourceHookBinding {
    const create = resourceHook("kind", async ({ newInputs }) => {
        if (mayAppear()) return;
        const { apiVersion, kind, metadata } = newInputs as NewObject;
        const hooks = await import("../hooks.js");
        await hooks.beforeObject({ apiVersion, kind, ...metadata, manifest }, await valueOf(kubeconfig));
    });
    return { beforeCreate: create };
}

interface NewObject {
    apiVersion: string;
    kind: string;
    metadata: { name: string; namespace?: string };
}
