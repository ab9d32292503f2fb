import type { V1Secret } from "@kubernetes/client-node";
import { type Context } from "../lifecycle";
import { type Api, mergePatch } from "../kubernetes/api";
import { paths } from "../kubernetes/api-paths";
import { isNotFound } from "../kubernetes/errors";
import { nameOf } from "../kubernetes/object-name";
import { ResourcePaths } from "../kubernetes/resource-paths";
import { type WantedRelease } from "./release-orphan";
import { releaseRecords, statusOf } from "./release-records";
import {
    decodeRelease,
    encodeRelease,
    type RenderedObject,
    renderedObjects,
    type StoredRelease,
} from "./stored-release";
import { deleteInOrder, type Uninstallation } from "./uninstall-delete";
import { runHooks } from "./uninstall-hook-run";
import { isOurRelease } from "./uninstall-ownership";

const policyAnnotation = "helm.sh/resource-policy";

/**
 * Uninstalls a release as `helm uninstall` does, according to its newest revision. Leaves another owner's release of
 * that name alone, and does nothing when there is none. Continues what an earlier attempt left.
 */
export async function uninstallRelease(
    api: Api,
    { namespace, release, mark }: WantedRelease,
    signal: AbortSignal,
    { progress: report }: Context,
): Promise<void> {
    const records = await releaseRecords(api, namespace, release, signal);
    const [newest] = records;
    if (!newest) return;
    if (!isOurRelease(records, mark)) {
        report(
            `left the release ${release} in the namespace ${namespace} alone: its description does not begin with ${mark}`,
        );
        return;
    }
    const at = { api, namespace, release, paths: new ResourcePaths(api, signal), signal, report };
    // Its objects are already deleted: only the history was kept.
    if (statusOf(newest) === "uninstalled") return forget(at, records);
    const { manifest, hooks } = await begin(at, newest, mark);
    await runHooks(at, "pre-delete", hooks);
    const objects = renderedObjects(manifest);
    await deleteInOrder(
        at,
        objects.filter((object) => !isKept(object)),
    );
    // Like Helm, it removes the records once all objects are deleted, even when a post-delete hook fails.
    await runHooks(at, "post-delete", hooks).finally(() => forget(at, records));
    const kept = objects.filter(isKept).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    if (kept.length > 0) report(`kept, as the chart asks: ${kept.join(", ")}`);
}

/**
 * Reports whether an uninstallation keeps the object. Helm looks for the policy `keep`, and does not delete objects
 * with any other policy either.
 */
export function isKept(object: RenderedObject): boolean {
    const { metadata } = object as { metadata?: RenderedObject["metadata"] };
    return metadata?.annotations?.[policyAnnotation] !== undefined;
}

/**
 * Marks Helm's record as being uninstalled, with our mark as its description: Helm's own description would hide the
 * owner from the next attempt.
 */
async function begin(
    { api, namespace, signal }: Uninstallation,
    record: V1Secret,
    mark: string,
): Promise<StoredRelease> {
    const stored = decodeRelease(record.data?.["release"] ?? "");
    const info = { ...stored.info, status: "uninstalling", description: `${mark}, being uninstalled` };
    const body = {
        metadata: { labels: { status: "uninstalling" } },
        data: { release: encodeRelease({ ...stored, info }) },
    };
    await api.request("PATCH", `${paths.secrets(namespace)}/${nameOf(record)}`, {
        body,
        contentType: mergePatch,
        signal,
    });
    return stored;
}

/**
 * Removes the records, the oldest first: after an interruption, the newest one, which says what to delete, is still
 * there.
 */
async function forget({ api, namespace }: Uninstallation, records: V1Secret[]): Promise<void> {
    for (const record of records.toReversed()) {
        await api.request("DELETE", `${paths.secrets(namespace)}/${nameOf(record)}`).catch((error: unknown) => {
            if (!isNotFound(error)) throw error;
        });
    }
}
