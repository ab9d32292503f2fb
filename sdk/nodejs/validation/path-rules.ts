import { statSync } from "node:fs";
import { text } from "./rule";

/** Accepts the path of an existing file, relative to the folder in which the program runs. */
export const existingFile = text("an existing file", isFile);

function isFile(path: string): boolean {
    return path !== "" && (statSync(path, { throwIfNoEntry: false })?.isFile() ?? false);
}
