import { statSync } from "node:fs";
import { text } from "./rule";

/** A file there is, by a path from where the program runs. */
export const existingFile = text("an existing file", isFile);

function isFile(path: string): boolean {
    return path !== "" && (statSync(path, { throwIfNoEntry: false })?.isFile() ?? false);
}
