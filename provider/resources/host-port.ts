import type Docker from "dockerode";
import { readTable } from "../forward/endpoint-table";
import { choosePort, portForbidden, portTaken } from "../ports/free-port";
import { listeningProcess } from "../ports/listening-process";
import { portForbiddenFailure, portTakenFailure } from "../ports/port-failures";
import { choosePortBut } from "../ports/remote-port";
import { listPublishers } from "../docker/networks/published-ports";
import { type Difference, type Lifecycle } from "../lifecycle";
import { asBefore } from "./support/difference";

export interface HostPortInputs {
    /** A fixed port. Without it, a port is chosen once and kept. */
    port?: number;
    /** The container that is to publish the port. */
    container?: string;
    /** Without a container: the folder of the forwarder that is to listen on the port. */
    forwarderFolder?: string;
    protocol: "tcp" | "udp";
    dockerHost?: string;
}

export interface HostPortOutputs extends HostPortInputs {
    port: number;
}

interface HostPortAccess {
    connect(dockerHost?: string): Promise<Docker>;
    /** Reports whether the daemon publishes ports on this machine. */
    isLocal(dockerHost?: string): boolean;
}

/**
 * A port of this machine, or of the daemon's machine, there on its loopback address or the address at which it is
 * reached. It is chosen once and kept for the life of what listens on it.
 */
export class HostPort implements Lifecycle<HostPortInputs, HostPortOutputs> {
    constructor(private readonly access: HostPortAccess) {}

    async create(inputs: HostPortInputs): Promise<{ id: string; outputs: HostPortOutputs }> {
        const port = inputs.port ?? (await this.choose(inputs));
        if (inputs.port !== undefined) await this.refuseTaken({ ...inputs, port });
        return { id: `${inputs.container ?? "127.0.0.1"}:${port}`, outputs: { ...inputs, port } };
    }

    async diff(_id: string, old: HostPortOutputs, wanted: HostPortInputs): Promise<Difference> {
        const inputs = asBefore<HostPortInputs>(old, wanted, ["port", "protocol"]);
        const kept = inputs.port === undefined || inputs.port === old.port;
        if (!kept || inputs.protocol !== old.protocol) return { changes: true, replaces: ["port"] };
        return inputs.port === undefined && (await this.lost(old)) ? { changes: true, replaces: ["port"] } : same;
    }

    /**
     * Chooses a free port. On a remote machine it cannot try to bind a port, so it chooses one that the daemon's
     * containers do not publish.
     */
    private async choose({ container, protocol, dockerHost }: HostPortInputs): Promise<number> {
        if (container === undefined || this.access.isLocal(dockerHost)) return choosePort(protocol);
        return choosePortBut(await listPublishers(await this.access.connect(dockerHost), protocol));
    }

    /**
     * Reports whether the chosen port is lost: nothing of this stack has listened on it yet, and something else has
     * taken it meanwhile.
     */
    private async lost(old: HostPortOutputs): Promise<boolean> {
        const { port, protocol, container, forwarderFolder, dockerHost } = old;
        const isLocal = container === undefined || this.access.isLocal(dockerHost);
        if (isLocal && !(await portTaken(port, protocol))) return false;
        if (container === undefined) return !(await isForwarded(forwarderFolder, port));
        const docker = await this.access.connect(dockerHost);
        if (!isLocal && !(await listPublishers(docker, protocol)).has(port)) return false;
        // Podman interprets name patterns differently, so the filter's result is checked again.
        const found = await docker.listContainers({ all: true, filters: { name: [container] } });
        const own = found.find(({ Names }) => Names.includes(`/${container}`));
        return own === undefined || own.State === "created";
    }

    private async refuseTaken(wanted: HostPortOutputs): Promise<void> {
        const by = wanted.container === undefined ? await this.listener(wanted) : await this.publisher(wanted);
        if (by === undefined) return;
        throw portTakenFailure({ number: wanted.port, protocol: wanted.protocol, user: wanted.container }, by);
    }

    private async listener({ port, protocol, forwarderFolder }: HostPortOutputs): Promise<string | undefined> {
        if (await portForbidden(port, protocol)) throw portForbiddenFailure({ number: port, protocol });
        if (!(await portTaken(port, protocol)) || (await isForwarded(forwarderFolder, port))) return undefined;
        return listeningProcess(port);
    }

    private async publisher({ port, protocol, container, dockerHost }: HostPortOutputs): Promise<string | undefined> {
        const holder = (await listPublishers(await this.access.connect(dockerHost), protocol)).get(port);
        if (holder !== undefined) return holder === container ? undefined : `the container ${holder}`;
        const isTaken = this.access.isLocal(dockerHost) && (await portTaken(port, protocol));
        return isTaken ? listeningProcess(port) : undefined;
    }
}

async function isForwarded(folder: string | undefined, port: number): Promise<boolean> {
    const table = folder === undefined ? undefined : await readTable(folder);
    return Object.values(table?.endpoints ?? {}).some(({ hostPort }) => hostPort === port);
}

const same: Difference = { changes: false };
