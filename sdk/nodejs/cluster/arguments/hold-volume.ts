import * as pulumi from "@pulumi/pulumi";
import { ArgumentError, plainValue } from "../../validation";
import { type ClusterSettings } from "./cluster-settings";

/** The clusters of all stacks in this process, by the volume in which each keeps its data. */
const holders = new Map<string, string>();

/** Refuses a volume that another cluster of the program uses: both would write to it and destroy the data. */
export function holdVolume(cluster: string, { keptVolume, dockerHost }: ClusterSettings): void {
    if (keptVolume === undefined) return;
    const key = [pulumi.getProject(), pulumi.getStack(), plainValue(dockerHost) ?? "", keptVolume].join("\n");
    const holder = holders.get(key) ?? cluster;
    holders.set(key, holder);
    if (holder === cluster) return;
    const message = `is "${keptVolume}", which Cluster "${holder}" has: two clusters on the same data destroy it`;
    throw new ArgumentError("Cluster", cluster, [{ path: "dataVolume", message }]);
}
