import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";

/** What a local chart holds, in short: the same for the same files, wherever the folder is. */
export function chartHash(path: string): string {
    const hash = createHash("sha256");
    for (const file of filesBelow(path)) {
        hash.update(`${relative(path, file)}\0`)
            .update(readFileSync(file))
            .update("\0");
    }
    return hash.digest("hex").slice(0, 16);
}

function filesBelow(path: string): string[] {
    if (!statSync(path).isDirectory()) return [path];
    const names = readdirSync(path).sort();
    return names.flatMap((name) => filesBelow(join(path, name)));
}
