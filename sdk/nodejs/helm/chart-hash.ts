import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { folderFiles } from "../../../shared/chart/chart-folder";

/**
 * Returns a hash of the files that Helm reads from a local chart. The same files have the same hash, wherever the
 * folder is.
 */
export function chartHash(path: string): string {
    const files = statSync(path).isDirectory() ? folderFiles(path) : [{ name: "", data: readFileSync(path) }];
    const hash = createHash("sha256");
    for (const { name, data } of files) hash.update(`${name}\0`).update(data).update("\0");
    return hash.digest("hex").slice(0, 16);
}
