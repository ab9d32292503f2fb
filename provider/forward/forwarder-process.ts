import { once } from "node:events";
import { chmodSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { type Server } from "node:http";
import { type EndpointRequest, type ForwarderStatus, replacedCode } from "./control";
import { ControlClient } from "./control-client";
import { controlServer, type ForwarderControl } from "./control-server";
import { Forwarder } from "./forwarder";
import { connectCluster } from "./forwarder-cluster";
import { type Log } from "./log";
import { controlPath, pidPath } from "../../shared/forwarder-paths";
import { type Endpoint, readTable, type Table, writeTable } from "./endpoint-table";
import { SerialQueue } from "./serial-queue";
import { packageVersion } from "../package-version";

const heartbeatMs = 1_000;
/** How long a forwarder without endpoints waits for the first. */
const idleMs = 20_000;

/**
 * The one process that carries a cluster's endpoints. It keeps them in a table, with which the next process continues.
 */
export class ForwarderProcess implements ForwarderControl {
    private readonly forwarder: Forwarder;
    private readonly server: Server = controlServer(this);
    private readonly ended = Promise.withResolvers<undefined>();
    private table: Table = { cluster: "", kubeconfig: "", endpoints: {} };
    private cluster: ReturnType<typeof connectCluster> | undefined;
    private inode: number | undefined;
    private readonly queue = new SerialQueue();
    private idleSince = Date.now();

    constructor(
        private readonly folder: string,
        private readonly log: Log,
    ) {
        this.forwarder = new Forwarder(
            () => (this.cluster ??= connectCluster(this.table.kubeconfig)),
            (line) => log.write(line),
        );
    }

    /** Takes requests, and listens on the ports in the table. Resolves when the forwarder ends. */
    async run(): Promise<void> {
        if (!(await this.takeControlSocket())) return;
        await this.queue.run(() => this.restore());
        this.log.write(`started as process ${process.pid}, version ${packageVersion}`);
        const heartbeat = setInterval(() => void this.queue.run(() => this.beat()), heartbeatMs);
        await this.ended.promise;
        clearInterval(heartbeat);
        this.forwarder.close();
        this.leaveControlSocket();
        this.log.write("ended");
    }

    status(): ForwarderStatus {
        const { cluster } = this.table;
        return { version: packageVersion, pid: process.pid, cluster, endpoints: this.forwarder.status() };
    }

    put(name: string, wanted: EndpointRequest): Promise<void> {
        return this.queue.run(async () => {
            const old = this.table.endpoints[name];
            this.use(wanted);
            try {
                await this.forwarder.put(name, wanted.endpoint);
                await this.save({ ...this.table.endpoints, [name]: wanted.endpoint });
            } catch (error) {
                await this.putBack(name, old);
                throw error;
            }
        });
    }

    remove(name: string): Promise<void> {
        return this.queue.run(async () => {
            const { [name]: _gone, ...endpoints } = this.table.endpoints;
            await this.save(endpoints);
            this.forwarder.remove(name);
            this.log.write(`${name}: removed`);
            if (Object.keys(endpoints).length === 0) this.stop();
        });
    }

    probe(name: string): Promise<void> {
        return this.forwarder.probe(name);
    }

    stop(): void {
        this.server.close();
        this.ended.resolve(undefined);
    }

    /**
     * Returns false when another forwarder of this version already has the socket. When two start at once, the later
     * one wins: it moves its socket to the common path in one step, and only then reads the table. So a forwarder that
     * has lost the path by the time it has written the table knows that its request is lost.
     */
    private async takeControlSocket(): Promise<boolean> {
        const path = controlPath(this.folder);
        mkdirSync(this.folder, { recursive: true, mode: 0o700 });
        const other = await new ControlClient(this.folder).status().catch(() => undefined);
        if (other?.version === packageVersion) return false;
        if (process.platform === "win32") {
            this.server.listen(path);
            await once(this.server, "listening");
            return true;
        }
        const own = `${path}.${process.pid}`;
        rmSync(own, { force: true });
        this.server.listen(own);
        await once(this.server, "listening");
        chmodSync(own, 0o600);
        this.inode = statSync(own).ino;
        renameSync(own, path);
        writeFileSync(pidPath(this.folder), String(process.pid), { mode: 0o600 });
        return true;
    }

    private get hasControlSocket(): boolean {
        if (this.inode === undefined) return true;
        return statSync(controlPath(this.folder), { throwIfNoEntry: false })?.ino === this.inode;
    }

    private leaveControlSocket(): void {
        if (!this.hasControlSocket) return;
        const paths = [pidPath(this.folder), ...(process.platform === "win32" ? [] : [controlPath(this.folder)])];
        for (const path of paths) rmSync(path, { force: true });
        if (Object.keys(this.table.endpoints).length === 0) rmSync(this.folder, { recursive: true, force: true });
    }

    private async restore(): Promise<void> {
        this.table = (await readTable(this.folder)) ?? this.table;
        for (const [name, endpoint] of Object.entries(this.table.endpoints)) {
            await this.forwarder.put(name, endpoint).catch(() => undefined);
        }
    }

    /**
     * Ends the process when another forwarder has taken over or there is nothing to do, and retries the endpoints that
     * could not listen.
     */
    private async beat(): Promise<void> {
        const endpoints = Object.entries(this.table.endpoints);
        if (endpoints.length > 0) this.idleSince = Date.now();
        if (!this.hasControlSocket || Date.now() - this.idleSince > idleMs) this.stop();
        const status = this.forwarder.status();
        for (const [name, endpoint] of endpoints) {
            if (status[name]?.state === "failed") await this.forwarder.put(name, endpoint).catch(() => undefined);
        }
    }

    private use({ cluster, kubeconfig }: EndpointRequest): void {
        const isNew = kubeconfig !== this.table.kubeconfig;
        this.table = { ...this.table, cluster, kubeconfig };
        if (!isNew) return;
        this.cluster = undefined;
        this.forwarder.reconnect();
    }

    private async save(endpoints: Record<string, Endpoint>): Promise<void> {
        const table = { ...this.table, endpoints };
        await writeTable(this.folder, table);
        if (!this.hasControlSocket)
            throw Object.assign(new Error("another forwarder has taken over"), { code: replacedCode });
        this.table = table;
    }

    private async putBack(name: string, old: Endpoint | undefined): Promise<void> {
        if (old) await this.forwarder.put(name, old).catch(() => undefined);
        else this.forwarder.remove(name);
    }
}
