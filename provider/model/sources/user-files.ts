import { type FSWatcher, watch } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { controlPath, forwardersFolder } from "../../../shared/forwarder-paths";
import { type EndpointRow } from "../../endpoints/endpoint-row";
import { ForwardedEndpoints } from "../../endpoints/forwarded-endpoints";
import { type ClusterKubeconfig, clusterKubeconfigs } from "../../kubeconfig/cluster-kubeconfigs";

/** What a user's folder says of clusters: where their kubeconfigs are, and what their forwarders carry. */
export interface UserFiles {
    kubeconfigs: ClusterKubeconfig[];
    forwarded: EndpointRow[];
    /** Why it is not known what the forwarders carry. */
    forwardedProblem?: Error;
}

/** Files are written one after the other. */
const swarmMs = 100;

export async function readUserFiles(root: string): Promise<UserFiles> {
    let forwardedProblem: Error | undefined;
    const [kubeconfigs, endpoints] = await Promise.all([
        clusterKubeconfigs(root),
        // A table that cannot be read is no reason to lose the clusters.
        new ForwardedEndpoints(root).list().catch((error: unknown) => {
            forwardedProblem = error as Error;
            return [];
        }),
    ]);
    const forwarded = endpoints.map(({ row }) => row);
    return { kubeconfigs, forwarded, ...(forwardedProblem && { forwardedProblem }) };
}

/** Tells of them now and after each change, the end of a forwarder among them, until the signal. */
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
        /** Is told that something was written there, of what is not told otherwise too. */
        private readonly written: () => void = () => undefined,
    ) {
        signal.addEventListener("abort", () => this.close(), { once: true });
        this.look();
    }

    /** Looks again, for who knows of a change that no file tells. */
    look(): void {
        if (this.signal.aborted) return;
        clearTimeout(this.timer);
        this.timer = setTimeout(() => void this.read(), swarmMs);
    }

    /** One by one, as they are now: a watch of a whole tree loses files that are replaced, and folders that are made again. */
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
                // A folder that goes meanwhile is told of by the one above it.
                watcher.on("error", () => undefined);
                this.watched.set(inode, watcher);
            } catch {
                // It has just gone, or there are no watches left: then Docker's events are what is followed.
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
            // First, so that no change comes in between.
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

    /** A connection that is held ends with the process at its other end, however that ends. */
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
                // Where nobody listened, a file tells of the next one that does.
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

/** Those of a forwarder are two down, those of a cluster three. */
const levels = 3;

/** A folder and those in it so many levels down, each with what tells it from another one of its name. */
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
