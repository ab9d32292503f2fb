import { type Problem } from "../validation";
import { clusterNameVariable, kubeconfigVariable } from "../../../shared/reference-variables";

/** A variable that a reference sets. */
export interface ReferenceVariable {
    /** The reference's name in messages. */
    what: string;
    name: string;
    value: string;
}

/** The folder in a container with the kubeconfigs of the clusters that it refers to. */
export const kubeconfigFolder = "/etc/pulumi-k3s";

/**
 * Adds variables to a container's `NAME=value` entries. The package's own list of kubeconfigs is extended, and an equal
 * entry is not repeated; any other existing entry with the same name is a problem.
 */
export function mergeVariables(
    theirs: readonly string[],
    ours: readonly ReferenceVariable[],
): { merged: string[]; problems: Problem[] } {
    const merged = [...theirs];
    const problems: Problem[] = [];
    for (const { what, name, value } of ours) {
        const entry = `${name}=${value}`;
        const index = merged.findIndex((there) => there.split("=", 1)[0] === name);
        const there = merged[index];
        if (there === undefined) merged.push(entry);
        else if (name === kubeconfigVariable && isOurs(there)) merged[index] = joined(there, value);
        else if (there !== entry && name !== clusterNameVariable)
            problems.push({ path: "envs", message: `sets ${name}, and so does ${what}: remove one of them` });
    }
    return { merged, problems };
}

function isOurs(entry: string): boolean {
    return pathsIn(entry).every((path) => path.startsWith(`${kubeconfigFolder}/`));
}

function joined(entry: string, path: string): string {
    return `${kubeconfigVariable}=${[...new Set([...pathsIn(entry), path])].join(":")}`;
}

function pathsIn(entry: string): string[] {
    return entry.slice(kubeconfigVariable.length + 1).split(":");
}
