import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { ownerLabel } from "../../provider/docker/labels";
import { type ClusterSettings } from "./cluster-settings";
import { type Host } from "./host";

/** The volume that holds a node's data, where that is to outlive its container. */
export function dataVolume(
    { name, role }: { name: string; role: string },
    { keepsData, keptVolume }: ClusterSettings,
    host: Host,
    child: pulumi.CustomResourceOptions,
): docker.Volume | undefined {
    if (!keepsData) return undefined;
    const isServer = role === "server";
    const own = isServer
        ? pulumi.interpolate`${host.namePrefix}-data`
        : pulumi.interpolate`${host.namePrefix}-${role}-data`;
    const kept = keptVolume && (isServer ? keptVolume : `${keptVolume}-${role}`);
    // A volume that is kept may have been made by another stack, with other labels or none.
    const labels = kept ? [] : [{ label: ownerLabel, value: host.owner }];
    return new docker.Volume(
        `${name}-data`,
        { name: kept ?? own, labels },
        {
            ...host.on(child),
            retainOnDelete: kept !== undefined,
        },
    );
}
