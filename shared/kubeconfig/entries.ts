import { isDeepStrictEqual } from "node:util";
import { type Kubeconfig, readKubeconfig } from "./read-kubeconfig";

/** The lists of a kubeconfig, and for each list the key in its items that holds the content. */
export const kinds = { clusters: "cluster", users: "user", contexts: "context" } as const;
export const lists = Object.keys(kinds) as List[];

export type List = keyof typeof kinds;
type Content = Record<string, unknown>;

/** A cluster's entries in a kubeconfig, which all have the same name. */
export interface Entries {
    name: string;
    clusters: Content;
    users: Content;
    contexts: Content;
}

/** Returns the entries of a kubeconfig with one context. */
export function entriesOf(kubeconfig: string): Entries {
    const file = readKubeconfig(kubeconfig);
    const name = String(file["current-context"]);
    const [clusters = {}, users = {}, contexts = {}] = lists.map((list) => contentOf(file, list, name));
    return { name, clusters, users, contexts };
}

/** Returns the content of the entry with that name, or undefined if there is none. */
export function contentOf(file: Kubeconfig, list: List, name: string): Content | undefined {
    const items = file[list];
    if (!Array.isArray(items)) return undefined;
    const item = (items as (Content | null)[]).find((entry) => entry?.name === name);
    return item ? ((item[kinds[list]] ?? {}) as Content) : undefined;
}

/**
 * Returns whether the file has an entry with this content. A context may have more fields, such as a namespace that the
 * user chose.
 */
export function hasEntry(file: Kubeconfig, list: List, entries: Entries): boolean {
    const found = contentOf(file, list, entries.name);
    if (!found) return false;
    return isDeepStrictEqual(list === "contexts" ? { ...found, ...entries.contexts } : entries[list], found);
}

/**
 * Returns whether this package wrote an entry. The cluster's entry decides: it has the same CA or, after a renewal of
 * the CA, the same address. Without a cluster's entry, the other entries have to be unchanged.
 */
export function isOurs(file: Kubeconfig, list: List, known: Entries[]): boolean {
    return known.some((entries) => {
        const cluster = contentOf(file, "clusters", entries.name);
        if (cluster && isSameCluster(cluster, entries.clusters)) return true;
        return list === "contexts" ? !cluster && hasEntry(file, list, entries) : hasEntry(file, list, entries);
    });
}

function isSameCluster(one: Content, other: Content): boolean {
    return ["server", "certificate-authority-data"].some((key) => one[key] !== undefined && one[key] === other[key]);
}
