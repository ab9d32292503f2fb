import { statSync } from "node:fs";
import { text } from "./rule";

/** A file there is, by a path from where the program runs. */
export const existingFile = text("an existing file", (value) => stat(value)?.isFile() ?? false);

/** A folder there is, by a path from where the program runs. */
export const existingFolder = text("an existing folder", (value) => stat(value)?.isDirectory() ?? false);

function stat(path: string) {
    return path === "" ? undefined : statSync(path, { throwIfNoEntry: false });
}
