import type * as pulumi from "@pulumi/pulumi";

const underWay = new WeakMap<pulumi.ProviderResource, Set<pulumi.Resource>>();

/** Notes, until it is there, a resource that may bring definitions into the cluster of the provider. */
export function noteUnderWay(provider: pulumi.ProviderResource, resource: pulumi.Resource): void {
    const all = underWay.get(provider) ?? new Set();
    underWay.set(provider, all);
    all.add(resource);
    const done = () => all.delete(resource);
    (resource.urn as unknown as { promise(): Promise<string> }).promise().then(done, done);
}

/** Whether the program is making something that may bring definitions into the cluster of the provider. */
export function isUnderWay(provider: pulumi.ProviderResource): boolean {
    return (underWay.get(provider)?.size ?? 0) > 0;
}
