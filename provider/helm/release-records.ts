import type { KubernetesObject, V1Secret } from "@kubernetes/client-node";
import { type Api } from "../kubernetes/api";
import { paths } from "../kubernetes/api-paths";
import { type Collection } from "../kubernetes/follow";
import { list } from "../kubernetes/list";
import { namespaceOf } from "../kubernetes/object-name";

/** Returns the collection of the Secrets in which Helm stores a release, one for each revision. */
export function recordsOf(namespace: string, release: string): Collection & { query: object } {
    return { path: paths.secrets(namespace), query: { labelSelector: `owner=helm,name=${release}` } };
}

/** Lists the Secrets of a release, the newest revision first. */
export async function releaseRecords(
    api: Api,
    namespace: string,
    release: string,
    signal: AbortSignal,
): Promise<V1Secret[]> {
    const { path, query } = recordsOf(namespace, release);
    const records = await list<V1Secret>(api, path, { query, signal });
    return records.sort((a, b) => revisionOf(b) - revisionOf(a));
}

/** Returns the status of a record: `deployed`, `failed`, `pending-upgrade`… */
export function statusOf({ metadata }: KubernetesObject): string {
    return metadata?.labels?.["status"] ?? "";
}

/** Reports whether Helm works on the revision, or was interrupted. */
export function isPending(record: V1Secret): boolean {
    return statusOf(record).startsWith("pending-");
}

export function revisionOf({ metadata }: KubernetesObject): number {
    return Number(metadata?.labels?.["version"]);
}

/** Returns the record of each release's newest revision, by `namespace/name`. */
export function latestRecords(records: KubernetesObject[]): Map<string, KubernetesObject> {
    const latest = new Map<string, KubernetesObject>();
    for (const record of records) {
        const key = `${namespaceOf(record)}/${record.metadata?.labels?.["name"] ?? ""}`;
        const known = latest.get(key);
        if (!known || revisionOf(known) < revisionOf(record)) latest.set(key, record);
    }
    return latest;
}
