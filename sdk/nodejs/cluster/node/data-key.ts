import { createHash } from "node:crypto";
import type * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { canonicalJson } from "../../../../shared/canonical-json";
import { replacingFields } from "./node-container";

/**
 * Returns a key of what the cluster's data depends on: the volume that holds the data, or else every field whose change
 * replaces the server's container. If one of these settings is a secret, the key is too.
 */
export function dataKey(
    server: docker.ContainerArgs,
    volumeName: pulumi.Input<string> | undefined,
): pulumi.Output<string> {
    if (volumeName !== undefined) return pulumi.interpolate`volume:${volumeName}`;
    return pulumi.output(replacingFields(server)).apply((fields) => `container:${hashOf(fields)}`);
}

function hashOf(fields: object): string {
    return createHash("sha256")
        .update(canonicalJson(fields) ?? "")
        .digest("hex");
}
