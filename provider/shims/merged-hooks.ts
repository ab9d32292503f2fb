import type * as pulumi from "@pulumi/pulumi";

/** Merges hooks for the same resource, in this order. */
export function mergedHooks(...bindings: pulumi.ResourceHookBinding[]): pulumi.ResourceHookBinding {
    const all = <Kind extends keyof pulumi.ResourceHookBinding>(kind: Kind) =>
        bindings.flatMap((binding) => (binding[kind] ?? []) as NonNullable<pulumi.ResourceHookBinding[Kind]>[number][]);
    return {
        beforeCreate: all("beforeCreate"),
        afterCreate: all("afterCreate"),
        beforeUpdate: all("beforeUpdate"),
        afterUpdate: all("afterUpdate"),
        onError: all("onError"),
    };
}
