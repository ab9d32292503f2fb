import { isDeepStrictEqual } from "node:util";
import { type Kubeconfig, readKubeconfig } from "./read-kubeconfig";

/** The lists of a kubeconfig, and what their items hold beside a name. */
export const kinds = { clusters: "cluster", users: "user", contexts: "context" } as const;
export const lists = Object.keys(kinds) as List[];

export type List = keyof typeof kinds;
type Content = Record<string, unknown>;

/** A cluster's entries in a kubeconfig, all under its name. */
export interface Entries {
    name: string;
    clusters: Content;
    users: Content;
    contexts: Content;
}

/** Takes a kubeconfig of one context apart. */
export function entriesOf(kubeconfig: string): Entries {
    const file = readKubeconfig(kubeconfig);
    const name = String(file["current-context"]);
    const [clusters = {}, users = {}, contexts = {}] = lists.map((list) => contentOf(file, list, name));
    return { name, clusters, users, contexts };
}

/** The content of the entry of that name; undefined where there is none. */
export function contentOf(file: Kubeconfig, list: List, name: string): Content | undefined {
    const items = file[list];
    if (!Array.isArray(items)) return undefined;
    const item = (items as (Content | null)[]).find((entry) => entry?.name === name);
    return item ? ((item[kinds[list]] ?? {}) as Content) : undefined;
}

/** Whether the file has these entries. A context may have more, such as the namespace that its user has chosen. */
export function hasEntry(file: Kubeconfig, list: List, entries: Entries): boolean {
    const found = contentOf(file, list, entries.name);
    if (!found) return false;
    return isDeepStrictEqual(list === "contexts" ? { ...found, ...entries.contexts } : entries[list], found);
}

/**
 * Whether an entry is one that we wrote. The cluster's entry tells: by its CA, or, when that was renewed, by its
 * address. Without it the others have to be as we wrote them.
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
