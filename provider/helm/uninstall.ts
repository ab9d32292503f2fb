import type { V1Secret } from "@kubernetes/client-node";
import { type Context } from "../lifecycle";
import { type Api, mergePatch } from "../kubernetes/api";
import { paths } from "../kubernetes/api-paths";
import { isNotFound } from "../kubernetes/errors";
import { nameOf } from "../kubernetes/object-name";
import { ResourcePaths } from "../kubernetes/resource-paths";
import { type WantedRelease } from "./release-orphan";
import { releaseRecords, statusOf } from "./release-records";
import { decodeRelease, encodeRelease, type StoredRelease } from "./stored-release";
import { deleteInOrder, type Uninstallation } from "./uninstall-delete";
import { runHooks } from "./uninstall-hook-run";
import { chartObjects, isKept } from "./uninstall-objects";
import { isOurRelease } from "./uninstall-ownership";

/**
 * Uninstalls a release as `helm uninstall` does, which the newest revision tells how. Another's release of that name is
 * left alone; one that is not there is done. What an earlier try left is gone on with.
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
    // Without their objects: only the history of it was kept.
    if (statusOf(newest) === "uninstalled") return forget(at, records);
    const { manifest, hooks } = await begin(at, newest, mark);
    await runHooks(at, "pre-delete", hooks);
    const objects = chartObjects(manifest);
    await deleteInOrder(
        at,
        objects.filter((object) => !isKept(object)),
    );
    // Helm too forgets a release of which all is deleted, when nothing is left to do but a hook that fails.
    await runHooks(at, "post-delete", hooks).finally(() => forget(at, records));
    const kept = objects.filter(isKept).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    if (kept.length > 0) report(`kept, as the chart asks: ${kept.join(", ")}`);
}

/** Says so in Helm's record, and whose it is: Helm's own words there would hide that from another try. */
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

/** The oldest first: whoever is ended in the midst still finds the newest, which tells what to delete. */
async function forget({ api, namespace }: Uninstallation, records: V1Secret[]): Promise<void> {
    for (const record of records.toReversed()) {
        await api.request("DELETE", `${paths.secrets(namespace)}/${nameOf(record)}`).catch((error: unknown) => {
            if (!isNotFound(error)) throw error;
        });
    }
}
