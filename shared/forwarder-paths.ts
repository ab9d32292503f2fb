import { createHash } from "node:crypto";
import { join } from "node:path";

/** Returns the folder that contains the folders of all of a user's forwarders. */
export function forwardersFolder(root: string): string {
    return join(root, "forward");
}

/**
 * Returns the folder of a cluster's forwarder. Its name is short, because the path of a Unix socket is at most 103
 * bytes long (`sun_path` of macOS; Linux allows four more).
 */
export function forwarderFolder(root: string, cluster: string): string {
    return join(forwardersFolder(root), createHash("sha256").update(cluster).digest("hex").slice(0, 12));
}

/** Returns the address at which a forwarder takes requests: a Unix socket, or a named pipe on Windows. */
export function controlPath(folder: string): string {
    if (process.platform !== "win32") return join(folder, "control");
    return `\\\\.\\pipe\\pulumi-k3s-${createHash("sha256").update(folder).digest("hex").slice(0, 32)}`;
}

export function logPath(folder: string): string {
    return join(folder, "forwarder.log");
}

/** Returns the path of the file with the forwarder's process ID. */
export function pidPath(folder: string): string {
    return join(folder, "pid");
}
