import type { V1Secret } from "@kubernetes/client-node";
import { type Api, mergePatch } from "../kubernetes/api";
import { paths } from "../kubernetes/api-paths";
import { isPending, releaseRecords, statusOf } from "./release-records";
import { decodeRelease, encodeRelease } from "./stored-release";

/** A release as the program asks for it. */
export interface WantedRelease {
    namespace: string;
    release: string;
    /** What the descriptions of our own releases begin with. */
    mark: string;
}

const lookMs = 10_000;

/**
 * Clears the way for a release that an interrupted run began and could not record: Helm refuses a name that is in use.
 * Its records go; its objects stay, and the install that follows adopts them, as they carry the release's name. A
 * release of somebody else's that was ever complete is left alone, whatever has become of its upgrades.
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
 * Clears the way for an upgrade after one that never came to its end: Helm takes the record of that for an operation in
 * progress and refuses every other. As a failed one it is history, and the upgrade goes on from what was deployed.
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
