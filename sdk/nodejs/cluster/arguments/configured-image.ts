import type * as pulumi from "@pulumi/pulumi";
import { ArgumentError, imageReference, optional } from "../../validation";

/** Returns the image that the stack's configuration names, or throws an ArgumentError if it is not valid. */
export function configuredImage(
    cluster: string,
    config: pulumi.Config,
    key: "image" | "registryImage",
): string | undefined {
    const image = config.get(key);
    const problems = optional(imageReference)(image, `the configuration k3s:${key}`);
    if (problems.length > 0) throw new ArgumentError("Cluster", cluster, problems);
    return image;
}
