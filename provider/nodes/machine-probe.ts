import type Docker from "dockerode";
import { execute } from "../docker/containers/execute";
import { serverOn } from "./server-hosts";

/** Connects from a node to this machine. */
export interface MachineProbe {
    knock(network: string, address: string, port: number): Promise<void>;
}

export class DockerMachineProbe implements MachineProbe {
    constructor(private readonly connect: () => Promise<Docker>) {}

    /**
     * Opens a connection with telnet, the only program of the K3s image that can. It does not report success: the
     * caller sees whether the connection arrives.
     */
    async knock(network: string, address: string, port: number): Promise<void> {
        const docker = await this.connect();
        const server = await serverOn(docker, network);
        if (server === undefined) return;
        await execute(docker, server, ["/bin/sh", "-c", `timeout 3 telnet ${address} ${port} </dev/null`]);
    }
}
