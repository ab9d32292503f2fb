import { join } from "node:path";
import { isSea } from "node:sea";

/** The word by which the package as one executable is told to be the forwarder. */
export const asForwarder = "--forwarder";

/** It lives for days, and what it makes for a connection is soon gone: a large nursery would only be kept. */
const smallHeap = "--max-semi-space-size=2";

/** How the forwarder of a folder is started: by Node.js, or by the executable that has all of it in itself. */
export function forwarderCommand(folder: string): { args: string[]; env: NodeJS.ProcessEnv } {
    if (isSea()) return { args: [asForwarder, folder], env: { NODE_OPTIONS: smallHeap } };
    return { args: [smallHeap, join(__dirname, "main.js"), folder], env: {} };
}
