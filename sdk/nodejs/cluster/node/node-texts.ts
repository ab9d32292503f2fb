import * as pulumi from "@pulumi/pulumi";
import { firstNodeVersion } from "../../../../shared/node-files";
import { entrypointScripts } from "./entrypoint";

/**
 * What the package itself puts into nodes, by version. A node whose text changes is replaced, and with it the data of a cluster
 * without a volume. So a cluster keeps the version that its identity was created with, and versions stay for ever.
 */
export const nodeTexts: { newest: string; entrypoints: Readonly<Record<string, string>> } = {
    newest: "2",
    entrypoints: entrypointScripts,
};

/** The entrypoint of a version; without one, of an identity that is older than versions. */
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
