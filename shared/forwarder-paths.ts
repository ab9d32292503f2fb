import { createHash } from "node:crypto";
import { join } from "node:path";

/** The folder that all forwarders of a user have theirs in. */
export function forwardersFolder(root: string): string {
    return join(root, "forward");
}

/**
 * The folder of a cluster's forwarder. Its name is short, because the path of a Unix socket is at most 103 bytes long
 * (`sun_path` of macOS; Linux has four more).
 */
export function forwarderFolder(root: string, cluster: string): string {
    return join(forwardersFolder(root), createHash("sha256").update(cluster).digest("hex").slice(0, 12));
}

/** Where a forwarder takes orders: a Unix socket, on Windows a named pipe. */
export function controlPath(folder: string): string {
    if (process.platform !== "win32") return join(folder, "control");
    return `\\\\.\\pipe\\pulumi-k3s-${createHash("sha256").update(folder).digest("hex").slice(0, 32)}`;
}

export function logPath(folder: string): string {
    return join(folder, "forwarder.log");
}

/** The number of the forwarder's process. */
export function pidPath(folder: string): string {
    return join(folder, "pid");
}
