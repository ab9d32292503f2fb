import type { V1Secret } from "@kubernetes/client-node";
import { isPending, statusOf } from "./release-records";
import { decodeRelease } from "./stored-release";

/**
 * Reports whether a release is ours, by its records, the newest first. Helm replaces the descriptions of operations
 * that did not complete, and of uninstallations; an older revision decides then. A release that was never complete is
 * ours, because our installation removes another owner's incomplete one first. A release that somebody uninstalled and
 * that has no mark is not ours.
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
