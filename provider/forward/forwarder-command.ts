import { join } from "node:path";
import { isSea } from "node:sea";

/** The argument that makes the single executable run as the forwarder. */
export const asForwarder = "--forwarder";

/**
 * The forwarder lives for days, and the objects of a connection are short-lived: a large young generation would only
 * hold memory.
 */
const smallHeap = "--max-semi-space-size=2";

/**
 * Returns the command that starts the forwarder of a folder: by Node.js, or by the single executable that contains it.
 */
export function forwarderCommand(folder: string): { args: string[]; env: NodeJS.ProcessEnv } {
    if (isSea()) return { args: [asForwarder, folder], env: { NODE_OPTIONS: smallHeap } };
    return { args: [smallHeap, join(__dirname, "main.js"), folder], env: {} };
}
