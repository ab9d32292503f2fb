import { type Duplex } from "node:stream";
import { openPort } from "./open-port";
import { type PodPort } from "../services/pod-port";
import { type SpdyConnection } from "./spdy";

/**
 * How many streams share one connection to a pod. A connection costs a handshake with the API server and another with
 * the kubelet, and the bytes of many streams on one go in fewer writes. But one stream that is not read holds back all
 * others on its connection.
 */
const mostOnOne = 256;
/**
 * How many connections are opened at a time. Further streams share them, however many they are: that is faster than
 * more handshakes.
 */
const mostOpening = 2;
const idleMs = 60_000;

interface Shared {
    opened: Promise<SpdyConnection>;
    connection?: SpdyConnection;
    users: number;
    idle?: NodeJS.Timeout;
}

/** The connections to pods, shared by the streams to each pod. */
export class PodConnections {
    private readonly byPod = new Map<string, Set<Shared>>();

    constructor(private readonly connect: (pod: Omit<PodPort, "port">) => Promise<SpdyConnection>) {}

    /** Opens a stream to a pod's port. */
    async open(target: PodPort): Promise<Duplex> {
        const shared = this.shared(target);
        try {
            return await this.openOn(shared, target.port);
        } catch (error) {
            if (shared.connection?.isOpen !== false) throw error;
            return await this.openOn(this.shared(target), target.port);
        }
    }

    private async openOn(shared: Shared, port: number): Promise<Duplex> {
        shared.users++;
        clearTimeout(shared.idle);
        try {
            const stream = await openPort(await shared.opened, port);
            stream.once("close", () => this.release(shared));
            return stream;
        } catch (error) {
            this.release(shared);
            throw error;
        }
    }

    close(): void {
        for (const shared of [...this.byPod.values()].flatMap((all) => [...all])) {
            clearTimeout(shared.idle);
            shared.connection?.close();
        }
        this.byPod.clear();
    }

    /**
     * Returns the connection for a port. Ports do not share connections, because a refused port may make its connection
     * unusable.
     */
    private shared({ namespace, pod, port }: PodPort): Shared {
        const key = `${namespace}/${pod}:${port}`;
        const all = this.byPod.get(key) ?? new Set();
        this.byPod.set(key, all);
        return leastUsed([...all].filter(hasRoom)) ?? leastUsedOpening(all) ?? this.add(all, key, { namespace, pod });
    }

    private add(all: Set<Shared>, key: string, pod: Omit<PodPort, "port">): Shared {
        const shared: Shared = { opened: this.connect(pod), users: 0 };
        all.add(shared);
        const drop = () => {
            clearTimeout(shared.idle);
            all.delete(shared);
            if (all.size === 0 && this.byPod.get(key) === all) this.byPod.delete(key);
        };
        shared.opened.then((connection) => {
            shared.connection = connection;
            connection.onEnd(drop);
        }, drop);
        return shared;
    }

    private release(shared: Shared): void {
        shared.users--;
        if (shared.users > 0) return;
        if (shared.connection?.isOpen) shared.idle = setTimeout(() => shared.connection?.close(), idleMs);
        else shared.connection?.close();
    }
}

function hasRoom({ connection, users }: Shared): boolean {
    return users < mostOnOne && (connection === undefined || (connection.isOpen && !connection.isHeldBack));
}

/** Returns undefined while another connection may be opened. */
function leastUsedOpening(all: Set<Shared>): Shared | undefined {
    const opening = [...all].filter(({ connection }) => connection === undefined);
    if (opening.length < mostOpening) return undefined;
    return leastUsed(opening);
}

function leastUsed([first, ...others]: Shared[]): Shared | undefined {
    return first && others.reduce((least, each) => (each.users < least.users ? each : least), first);
}
