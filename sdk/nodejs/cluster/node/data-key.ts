import { createHash } from "node:crypto";
import type * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
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

function hashOf(value: unknown): string {
    return createHash("sha256")
        .update(JSON.stringify(sortKeys(value)))
        .digest("hex");
}

function sortKeys(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(sortKeys);
    if (value === null || typeof value !== "object") return value;
    const entries = Object.entries(value).filter(([, field]) => field !== undefined);
    return Object.fromEntries(
        entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, field]) => [key, sortKeys(field)]),
    );
}
