import type { V1Secret } from "@kubernetes/client-node";
import { type Api, mergePatch } from "../kubernetes/api";
import { paths } from "../kubernetes/api-paths";
import { isPending, releaseRecords, statusOf } from "./release-records";
import { decodeRelease, encodeRelease } from "./stored-release";

/** A release that the program is about to create. */
export interface WantedRelease {
    namespace: string;
    release: string;
    /** The prefix of the descriptions of our own releases. */
    mark: string;
}

const lookMs = 10_000;

/**
 * Removes the records of a release that an interrupted run began and did not record: Helm refuses a name that is in
 * use. Its objects stay, and the following install adopts them, because they carry the release's name. Another owner's
 * release that was ever complete stays, whatever became of its upgrades.
 */
export async function removeReleaseOrphan(api: Api, { namespace, release, mark }: WantedRelease): Promise<void> {
    const records = await releaseRecords(api, namespace, release, AbortSignal.timeout(lookMs));
    const complete = records.find((record) => !isUnfinished(record));
    if (complete && !isOurs(complete, mark)) return;
    for (const { metadata } of records) {
        await api.request("DELETE", `${paths.secrets(namespace)}/${metadata?.name ?? ""}`);
    }
}

/**
 * Marks an interrupted upgrade as failed. Helm would take its record for an operation in progress, and refuse every
 * other operation. A failed one is history, and the next upgrade continues from the deployed revision.
 */
export async function failInterruptedUpgrade(
    api: Api,
    { namespace, release }: Pick<WantedRelease, "namespace" | "release">,
): Promise<void> {
    const records = await releaseRecords(api, namespace, release, AbortSignal.timeout(lookMs));
    for (const { metadata, data } of records.filter(isPending)) {
        const stored = decodeRelease(data?.["release"] ?? "");
        const failed = encodeRelease({ ...stored, info: { ...stored.info, status: "failed" } });
        await api.request("PATCH", `${paths.secrets(namespace)}/${metadata?.name ?? ""}`, {
            body: { metadata: { labels: { status: "failed" } }, data: { release: failed } },
            contentType: mergePatch,
        });
    }
}

function isUnfinished(record: V1Secret): boolean {
    return isPending(record) || statusOf(record) === "failed";
}

function isOurs({ data }: V1Secret, mark: string): boolean {
    const stored = data?.["release"];
    return stored !== undefined && (decodeRelease(stored).info?.description?.startsWith(mark) ?? false);
}
