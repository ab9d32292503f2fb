import * as pulumi from "@pulumi/pulumi";
import { Cluster } from "../../sdk/nodejs";
import { type Problem } from "../../sdk/nodejs/validation";

const clusters = new Map<string, Cluster>();

/** Lets what is made later in this process find the cluster when it is given it. */
export async function remember(cluster: Cluster): Promise<void> {
    clusters.set(await urnOf(cluster), cluster);
}

/** Makes of a reference to a cluster of this process the cluster itself. */
export function findClusters(version: string): void {
    pulumi.runtime.registerResourceModule("k3s", "index", {
        version,
        construct: (_name, _type, urn) => clusters.get(urn) ?? new pulumi.DependencyResource(urn),
    });
}

/** What is wrong with the argument `cluster`, where it is none of this process; its value, where it came as an Output. */
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
