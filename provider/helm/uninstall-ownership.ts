import type { V1Secret } from "@kubernetes/client-node";
import { isPending, statusOf } from "./release-records";
import { decodeRelease } from "./stored-release";

/**
 * Whether a release is ours, by its records, the newest first. Helm writes words of its own into those of what did not
 * come to its end and of an uninstallation: then an older revision tells. A release that was never complete is ours,
 * because an installation of ours clears away another's of that kind; one that somebody uninstalled without a mark is not.
 */
export function isOurRelease(records: V1Secret[], mark: string): boolean {
    const ended = records.filter((record) => !isPending(record) && statusOf(record) !== "failed");
    const telling = ended.find((record) => hasMark(record, mark) || !statusOf(record).startsWith("uninstall"));
    return ended.length === 0 || (telling !== undefined && hasMark(telling, mark));
}

function hasMark({ data }: V1Secret, mark: string): boolean {
    const stored = data?.["release"];
    return stored !== undefined && (decodeRelease(stored).info?.description?.startsWith(mark) ?? false);
}
