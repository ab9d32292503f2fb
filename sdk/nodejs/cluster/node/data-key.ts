import { createHash } from "node:crypto";
import type * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { canonicalJson } from "../../../../shared/canonical-json";
import { replacingFields } from "./node-container";

/**
 * What the cluster's data depends on: the volume that holds it, else everything that replaces the server's container.
 * A secret among the settings makes the key secret too.
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
