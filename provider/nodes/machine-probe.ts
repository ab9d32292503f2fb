import type Docker from "dockerode";
import { execute } from "../docker/containers/execute";
import { serverOn } from "./server-hosts";

/** Connects to this machine from a node. */
export interface MachineProbe {
    knock(network: string, address: string, port: number): Promise<void>;
}

export class DockerMachineProbe implements MachineProbe {
    constructor(private readonly connect: () => Promise<Docker>) {}

    /** Whether it arrives is seen here; telnet is what the K3s image has to open a connection with. */
    async knock(network: string, address: string, port: number): Promise<void> {
        const docker = await this.connect();
        const server = await serverOn(docker, network);
        if (server === undefined) return;
        await execute(docker, server, ["/bin/sh", "-c", `timeout 3 telnet ${address} ${port} </dev/null`]);
    }
}
