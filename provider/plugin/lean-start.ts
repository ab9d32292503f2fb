import { mkdirSync } from "node:fs";
import * as nodejs from "node:module";
import { homedir } from "node:os";
import { join } from "node:path";
import { isSea } from "node:sea";

/**
 * Half of what Pulumi's SDK would load: the first two read the text of functions, for dynamic resources, which the plugin has none
 * of. The last maps each stack trace, of which the SDK takes hundreds that nobody reads, through the sources.
 */
export const unused = ["typescript", "@npmcli/arborist", "source-map-support"];

/** What the SDK itself calls of them. */
const nothing = { install: () => undefined };

/** Has this process load less, and keep what the compiler has made of the rest for the next one. Before anything else is loaded. */
export function startLean(): void {
    if (isSea()) return; // One file, which never had them.
    const modules = nodejs.Module as unknown as { _load: (request: string, ...rest: unknown[]) => unknown };
    const load = modules._load;
    modules._load = function (request, ...rest) {
        return unused.includes(request) ? nothing : Reflect.apply(load, this, [request, ...rest]);
    };
    keepCompiled(cacheFolder(process.platform, process.env, homedir()));
}

function keepCompiled(folder: string): void {
    try {
        // Node.js would take a folder that all users of the machine may write to, and run what it finds there.
        mkdirSync(folder, { recursive: true, mode: 0o700 });
    } catch {
        return; // A home that is read-only costs time, and nothing else.
    }
    nodejs.enableCompileCache(folder);
    // Pulumi ends its plugins so. Node.js writes when it exits, which a signal alone is not.
    process.once("SIGINT", () => process.exit(130));
}

/** Where a system keeps what a user's programs can make again. */
export function cacheFolder(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv, home: string): string {
    const caches: Partial<Record<NodeJS.Platform, string>> = {
        darwin: join(home, "Library", "Caches"),
        win32: environment.LOCALAPPDATA || join(home, "AppData", "Local"),
    };
    const folder = caches[platform] ?? (environment.XDG_CACHE_HOME || join(home, ".cache"));
    return join(folder, "pulumi-k3s", "compiled");
}
