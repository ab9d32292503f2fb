import * as pulumi from "@pulumi/pulumi";
import { Cluster } from "../../sdk/nodejs";
import { type Problem } from "../../sdk/nodejs/validation";

const clusters = new Map<string, Cluster>();

/** Remembers a cluster, so that components created later in this process find it by its reference. */
export async function remember(cluster: Cluster): Promise<void> {
    clusters.set(await urnOf(cluster), cluster);
}

/** Registers the resolution of references: a reference to a cluster of this process becomes that Cluster. */
export function findClusters(version: string): void {
    pulumi.runtime.registerResourceModule("k3s", "index", {
        version,
        construct: (_name, _type, urn) => clusters.get(urn) ?? new pulumi.DependencyResource(urn),
    });
}

/**
 * Returns the value of the argument `cluster`, or a problem when it is a Cluster of another provider. Resolves an
 * Output.
 */
export async function givenCluster(value: unknown): Promise<{ cluster: unknown } | Problem> {
    const cluster: unknown = pulumi.Output.isInstance(value)
        ? await (value as unknown as { promise(): Promise<unknown> }).promise()
        : value;
    if (!pulumi.Resource.isInstance(cluster) || cluster instanceof Cluster) return { cluster };
    const urn = await urnOf(cluster);
    const [, , types = "", name = ""] = urn.split("::");
    if (types.split("$").at(-1) !== "k3s:index:Cluster") return { cluster };
    const message = `is the cluster "${name}", which another provider k3s has made: give both the same one, or use a Cluster with that one's output handle as its handle`;
    return { path: "cluster", message };
}

function urnOf(resource: pulumi.Resource): Promise<string> {
    return (resource.urn as unknown as { promise(): Promise<string> }).promise();
}
