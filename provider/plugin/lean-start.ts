import { mkdirSync } from "node:fs";
import * as nodejs from "node:module";
import { homedir } from "node:os";
import { join } from "node:path";
import { isSea } from "node:sea";

/**
 * Modules that Pulumi's SDK would load without need, half of the total. The first two read the text of functions for
 * dynamic resources, which the plugin does not have. The last maps each stack trace to the sources, and the SDK takes
 * hundreds of traces that nobody reads.
 */
export const unused = ["typescript", "@npmcli/arborist", "source-map-support"];

/** The functions that the SDK itself calls of these modules. */
const nothing = { install: () => undefined };

/**
 * Makes this process load less, and keep the compiled code for the next process. It has to run before anything else is
 * loaded.
 */
export function startLean(): void {
    if (isSea()) return; // a single executable does not contain these modules
    const modules = nodejs.Module as unknown as { _load: (request: string, ...rest: unknown[]) => unknown };
    const load = modules._load;
    modules._load = function (request, ...rest) {
        return unused.includes(request) ? nothing : Reflect.apply(load, this, [request, ...rest]);
    };
    keepCompiled(cacheFolder(process.platform, process.env, homedir()));
}

function keepCompiled(folder: string): void {
    try {
        // Node.js would use a folder that all users of the machine may write to, and run what it finds there.
        mkdirSync(folder, { recursive: true, mode: 0o700 });
    } catch {
        return; // a read-only home costs only time
    }
    nodejs.enableCompileCache(folder);
    // Pulumi ends its plugins with this signal. Node.js writes the cache on `exit`, which a signal alone does not
    // cause.
    process.once("SIGINT", () => process.exit(130));
}

/** Returns the folder in which a system keeps a user's caches. */
export function cacheFolder(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv, home: string): string {
    const caches: Partial<Record<NodeJS.Platform, string>> = {
        darwin: join(home, "Library", "Caches"),
        win32: environment.LOCALAPPDATA || join(home, "AppData", "Local"),
    };
    const folder = caches[platform] ?? (environment.XDG_CACHE_HOME || join(home, ".cache"));
    return join(folder, "pulumi-k3s", "compiled");
}
