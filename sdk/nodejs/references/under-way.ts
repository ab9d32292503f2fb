import type * as pulumi from "@pulumi/pulumi";

const underWay = new WeakMap<pulumi.ProviderResource, Set<pulumi.Resource>>();

/** Records a resource that may install CustomResourceDefinitions in the provider's cluster, until it is created. */
export function noteUnderWay(provider: pulumi.ProviderResource, resource: pulumi.Resource): void {
    const all = underWay.get(provider) ?? new Set();
    underWay.set(provider, all);
    all.add(resource);
    const done = () => all.delete(resource);
    (resource.urn as unknown as { promise(): Promise<string> }).promise().then(done, done);
}

/**
 * Returns whether the program is creating a resource that may install CustomResourceDefinitions in the provider's
 * cluster.
 */
export function isUnderWay(provider: pulumi.ProviderResource): boolean {
    return (underWay.get(provider)?.size ?? 0) > 0;
}
