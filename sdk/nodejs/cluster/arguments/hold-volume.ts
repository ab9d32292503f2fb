import * as pulumi from "@pulumi/pulumi";
import { ArgumentError, plainValue } from "../../validation";
import { type ClusterSettings } from "./cluster-settings";

/** Which cluster keeps its data in which volume, of all the stacks that this process brings up. */
const holders = new Map<string, string>();

/** Refuses data that another cluster of the program writes too: both would be lost. */
export function holdVolume(cluster: string, { keptVolume, dockerHost }: ClusterSettings): void {
    if (keptVolume === undefined) return;
    const key = [pulumi.getProject(), pulumi.getStack(), plainValue(dockerHost) ?? "", keptVolume].join("\n");
    const holder = holders.get(key) ?? cluster;
    holders.set(key, holder);
    if (holder === cluster) return;
    const message = `is "${keptVolume}", which Cluster "${holder}" has: two clusters on the same data destroy it`;
    throw new ArgumentError("Cluster", cluster, [{ path: "dataVolume", message }]);
}
