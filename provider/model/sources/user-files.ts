import { type FSWatcher, watch } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { controlPath, forwardersFolder } from "../../../shared/forwarder-paths";
import { type EndpointRow } from "../../endpoints/endpoint-row";
import { ForwardedEndpoints } from "../../endpoints/forwarded-endpoints";
import { type ClusterKubeconfig, clusterKubeconfigs } from "../../kubeconfig/cluster-kubeconfigs";

/** The clusters in a user's folder: their kubeconfigs, and the endpoints of their forwarders. */
export interface UserFiles {
    kubeconfigs: ClusterKubeconfig[];
    forwarded: EndpointRow[];
    /** Why the forwarders' endpoints are not known. */
    forwardedProblem?: Error;
}

/** How long to wait after a change before reading: several files are written one after the other. */
const swarmMs = 100;

export async function readUserFiles(root: string): Promise<UserFiles> {
    let forwardedProblem: Error | undefined;
    const [kubeconfigs, endpoints] = await Promise.all([
        clusterKubeconfigs(root),
        // If a forwarder's table cannot be read, the clusters are still returned.
        new ForwardedEndpoints(root).list().catch((error: unknown) => {
            forwardedProblem = error as Error;
            return [];
        }),
    ]);
    const forwarded = endpoints.map(({ row }) => row);
    return { kubeconfigs, forwarded, ...(forwardedProblem && { forwardedProblem }) };
}

/**
 * Calls `changed` with the content of a user's folder now and after each change, until the signal aborts. The end of a
 * forwarder is a change too.
 */
export class UserFolder {
    private isReading = false;
    private isStale = false;
    private timer: NodeJS.Timeout | undefined;
    private readonly held = new Map<string, Socket>();
    private readonly watched = new Map<string, FSWatcher>();

    constructor(
        private readonly root: string,
        private readonly changed: (files: UserFiles) => void,
        private readonly signal: AbortSignal,
        /** Called at each write into the folder, even if it does not change the content. */
        private readonly written: () => void = () => undefined,
    ) {
        signal.addEventListener("abort", () => this.close(), { once: true });
        this.look();
    }

    /** Reads the folder again, for callers that know of a change that no file shows. */
    look(): void {
        if (this.signal.aborted) return;
        clearTimeout(this.timer);
        this.timer = setTimeout(() => void this.read(), swarmMs);
    }

    /**
     * Watches each folder that exists now. A recursive watch would lose files that are replaced, and folders that are
     * created again.
     */
    private async watchFolders(): Promise<void> {
        const there = new Map(await foldersBelow(this.root, levels));
        for (const [inode, watcher] of this.watched) {
            if (there.has(inode)) continue;
            watcher.close();
            this.watched.delete(inode);
        }
        for (const [inode, folder] of there) {
            if (this.watched.has(inode) || this.signal.aborted) continue;
            try {
                const watcher = watch(folder, (_, name) => {
                    if (name !== null && /\.log\b/.test(name)) return;
                    this.written();
                    this.look();
                });
                // The watch of the parent folder reports the deletion of this one.
                watcher.on("error", () => undefined);
                this.watched.set(inode, watcher);
            } catch {
                // The folder has just been deleted, or no watches are left. Docker's events then cause the next look.
            }
        }
    }

    private async read(): Promise<void> {
        if (this.isReading) {
            this.isStale = true;
            return;
        }
        this.isReading = true;
        try {
            // Watch before reading, so that no change in between is missed.
            await this.watchFolders();
            const files = await readUserFiles(this.root);
            if (!this.signal.aborted) this.changed(files);
            await this.holdForwarders();
        } finally {
            this.isReading = false;
        }
        if (this.isStale) this.look();
        this.isStale = false;
    }

    /** Holds a connection to each forwarder. It closes when the forwarder's process ends, for whatever reason. */
    private async holdForwarders(): Promise<void> {
        const parent = forwardersFolder(this.root);
        for (const folder of await readdir(parent).catch(() => [])) {
            if (this.held.has(folder) || this.signal.aborted) continue;
            const socket = connect(controlPath(join(parent, folder)));
            this.held.set(folder, socket);
            let wasOpen = false;
            socket.on("connect", () => (wasOpen = true));
            socket.on("error", () => undefined).resume();
            socket.on("close", () => {
                this.held.delete(folder);
                // If no forwarder listened, the next one that starts writes a file, which is watched.
                if (wasOpen) this.look();
            });
        }
    }

    private close(): void {
        clearTimeout(this.timer);
        for (const socket of this.held.values()) socket.destroy();
        for (const watcher of this.watched.values()) watcher.close();
    }
}

/** The depth of the watched folders: a forwarder's folder is two levels down, a cluster's three. */
const levels = 3;

/**
 * Returns a folder and the folders below it, down to a depth. The inode of each tells it from a later folder of the
 * same name.
 */
async function foldersBelow(folder: string, depth: number): Promise<[inode: string, path: string][]> {
    const found = await stat(folder, { bigint: true }).catch(() => undefined);
    if (!found?.isDirectory()) return [];
    const own: [string, string] = [`${found.ino} ${folder}`, folder];
    if (depth === 0) return [own];
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    const folders = entries.filter((entry) => entry.isDirectory());
    const below = await Promise.all(folders.map(({ name }) => foldersBelow(join(folder, name), depth - 1)));
    return [own, ...below.flat()];
}
