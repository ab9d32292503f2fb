import { existsSync, watch } from "node:fs";
import { readdir } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { basename, join } from "node:path";
import { controlPath, forwardersFolder } from "../../../shared/forwarder-paths";
import { type EndpointRow } from "../../cli/endpoints/endpoint-row";
import { ForwardedEndpoints } from "../../cli/endpoints/forwarded-endpoints";
import { type ClusterKubeconfig, clusterKubeconfigs } from "../../cli/kubeconfig/cluster-kubeconfigs";

/** What a user's folder says of clusters: where their kubeconfigs are, and what their forwarders carry. */
export interface UserFiles {
    kubeconfigs: ClusterKubeconfig[];
    forwarded: EndpointRow[];
}

/** Others, such as logs, say nothing of what there is. */
const telling = new Set(["kubeconfig.yaml", "table.json", "control", "pid"]);
/** Files are written one after the other. */
const swarmMs = 100;

export async function readUserFiles(root: string): Promise<UserFiles> {
    const [kubeconfigs, endpoints] = await Promise.all([clusterKubeconfigs(root), new ForwardedEndpoints(root).list()]);
    return { kubeconfigs, forwarded: endpoints.map(({ row }) => row) };
}

/** Tells of them now and after each change, the end of a forwarder among them, until the signal. */
export class UserFolder {
    private isReading = false;
    private isStale = false;
    private timer: NodeJS.Timeout | undefined;
    private readonly held = new Map<string, Socket>();

    constructor(
        private readonly root: string,
        private readonly changed: (files: UserFiles) => void,
        private readonly signal: AbortSignal,
    ) {
        signal.addEventListener("abort", () => this.close(), { once: true });
        this.watchFolder();
        this.look();
    }

    /** Looks again, for who knows of a change that no file tells. */
    look(): void {
        if (this.signal.aborted) return;
        clearTimeout(this.timer);
        this.timer = setTimeout(() => void this.read(), swarmMs);
    }

    private watchFolder(): void {
        if (!existsSync(this.root)) return;
        const watcher = watch(this.root, { recursive: true, signal: this.signal }, (_, name) => {
            if (name !== null && telling.has(basename(name))) this.look();
        });
        // A folder that cannot be watched is looked at when Docker tells of something.
        watcher.on("error", () => undefined);
    }

    private async read(): Promise<void> {
        if (this.isReading) {
            this.isStale = true;
            return;
        }
        this.isReading = true;
        try {
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
    }
}
