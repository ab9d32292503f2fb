import type Docker from "dockerode";
import { choosePort, portTaken } from "../ports/free-port";
import { choosePortBut } from "../ports/remote-port";
import { publishedPorts } from "../docker/published-ports";
import { Failure } from "../failure";
import { type Difference, type Lifecycle } from "../lifecycle";

export interface HostPortInputs {
    /** A fixed port; without it one is chosen once and kept. */
    port?: number;
    /** The container that is to publish it. */
    container: string;
    protocol: "tcp" | "udp";
    dockerHost?: string;
}

export interface HostPortOutputs extends HostPortInputs {
    port: number;
}

interface HostPortAccess {
    connect(dockerHost?: string): Promise<Docker>;
    /** Whether the daemon's published ports are this machine's. */
    isLocal(dockerHost?: string): boolean;
}

/** A port of the daemon's machine, on its loopback address or the one it is reached at: chosen once and kept for the life of what publishes it. */
export class HostPort implements Lifecycle<HostPortInputs, HostPortOutputs> {
    constructor(private readonly access: HostPortAccess) {}

    async create(inputs: HostPortInputs): Promise<{ id: string; outputs: HostPortOutputs }> {
        const port = inputs.port ?? (await this.choose(inputs));
        if (inputs.port !== undefined) await this.refuseTaken({ ...inputs, port });
        return { id: `${inputs.container}:${port}`, outputs: { ...inputs, port } };
    }

    async diff(_id: string, old: HostPortOutputs, inputs: HostPortInputs): Promise<Difference> {
        const kept = inputs.port === undefined || inputs.port === old.port;
        if (!kept || inputs.protocol !== old.protocol) return { changes: true, replaces: ["port"] };
        return inputs.port === undefined && (await this.lost(old)) ? { changes: true, replaces: ["port"] } : same;
    }

    /** Nothing can be bound on a remote machine to try it, so there the daemon is asked what its containers hold. */
    private async choose({ protocol, dockerHost }: HostPortInputs): Promise<number> {
        if (this.access.isLocal(dockerHost)) return choosePort(protocol);
        return choosePortBut(await publishedPorts(await this.access.connect(dockerHost), protocol));
    }

    /** A port chosen for a container that never came to publish it, and that somebody else took meanwhile. */
    private async lost(old: HostPortOutputs): Promise<boolean> {
        const isLocal = this.access.isLocal(old.dockerHost);
        if (isLocal && !(await portTaken(old.port, old.protocol))) return false;
        const docker = await this.access.connect(old.dockerHost);
        if (!isLocal && !(await publishedPorts(docker, old.protocol)).has(old.port)) return false;
        // Patterns of names are other ones with Podman, so what the filter lets through is looked at again.
        const found = await docker.listContainers({ all: true, filters: { name: [old.container] } });
        const own = found.find(({ Names }) => Names.includes(`/${old.container}`));
        return own === undefined || own.State === "created";
    }

    private async refuseTaken({ port, protocol, container, dockerHost }: HostPortOutputs): Promise<void> {
        const holder = (await publishedPorts(await this.access.connect(dockerHost), protocol)).get(port);
        if (holder === container) return;
        const taken = this.access.isLocal(dockerHost) && (await portTaken(port, protocol));
        if (holder === undefined && !taken) return;
        const by = holder === undefined ? "a process on this machine" : `the container ${holder}`;
        throw new Failure(`Port ${port}/${protocol} for ${container} is taken by ${by}.`, {
            next: "choose another port, leave the argument out to have one chosen, or stop what holds it",
        });
    }
}

const same: Difference = { changes: false };
