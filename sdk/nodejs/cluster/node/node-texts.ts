import * as pulumi from "@pulumi/pulumi";
import { firstNodeVersion } from "../../../../shared/node-files";
import { entrypointScripts } from "./entrypoint";

/**
 * The package's own files in nodes, by version. A node whose file changes is replaced, and with it the data of a
 * cluster without a volume. Therefore a cluster keeps the version that its identity was created with, and versions are
 * never removed.
 */
export const nodeTexts: { newest: string; entrypoints: Readonly<Record<string, string>> } = {
    newest: "2",
    entrypoints: entrypointScripts,
};

/** Returns the entrypoint of a version. Without a version, the identity is older than the versions. */
export function entrypointOf(version: string | undefined): string {
    const text = nodeTexts.entrypoints[version ?? firstNodeVersion];
    if (text !== undefined) return text;
    throw new pulumi.RunError(
        `This version of pulumi-k3s does not have node files of version ${version ?? ""}: a newer one created the cluster. Upgrade the package.`,
    );
}

export function earlierVersions(): string[] {
    return Object.keys(nodeTexts.entrypoints).filter((version) => version !== nodeTexts.newest);
}
