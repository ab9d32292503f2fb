import { Readable } from "node:stream";
import type Docker from "dockerode";
import { pack } from "tar-stream";
import { clusterIdLabel, roleLabel } from "../../shared/labels";
import { type ContainerState, type NodeContainers } from "./node-containers";
import { type NetworkAttachment } from "../../shared/docker/network-attachment";
import { dataVersionFile, nodeDataPath } from "../../shared/node-files";
import { splitLog } from "../docker/containers/split-log";
import { isNotFound } from "../docker/daemon/status";

const markFolder = "/etc/rancher";
const markName = "pulumi-k3s-foreign";

/** The containers of nodes on one Docker daemon. */
export class DockerNodeContainers implements NodeContainers {
    constructor(private readonly connect: () => Promise<Docker>) {}

    async state(name: string): Promise<ContainerState | undefined> {
        try {
            const { Id, State, Config, NetworkSettings } = await (await this.container(name)).inspect();
            const { Running, Paused, ExitCode: exitCode, StartedAt: startedAt } = State;
            const networks = networksOf(NetworkSettings);
            return { id: Id, running: Running && !Paused, exitCode, startedAt, labels: Config.Labels, networks };
        } catch (error) {
            if (isNotFound(error)) return undefined;
            throw error;
        }
    }

    async start(name: string, place?: NetworkAttachment): Promise<void> {
        const docker = await this.connect();
        const container = docker.getContainer(name);
        const { State, NetworkSettings } = await container.inspect();
        if (State.Paused) await container.unpause();
        if (place && !networksOf(NetworkSettings).includes(place.network)) {
            const EndpointConfig = { Aliases: place.aliases };
            await docker.getNetwork(place.network).connect({ Container: name, EndpointConfig });
            await container.restart();
        } else if (!State.Running) {
            await container.start();
        }
    }

    async serverOf(clusterId: string): Promise<ContainerState | undefined> {
        const label = [`${clusterIdLabel}=${clusterId}`, `${roleLabel}=server`];
        const [server] = await (await this.connect()).listContainers({ all: true, filters: { label } });
        return server && this.state(server.Id);
    }

    async logTail(name: string, lines: number): Promise<string[]> {
        const container = await this.container(name);
        const log = await container.logs({ stdout: true, stderr: true, tail: lines });
        return splitLog(log).slice(-lines);
    }

    async stopped(name: string, signal: AbortSignal): Promise<number> {
        const container = await this.container(name);
        const { StatusCode } = (await container.wait({ abortSignal: signal })) as { StatusCode: number };
        return StatusCode;
    }

    async markCaMismatch(name: string): Promise<void> {
        await this.put(name, markFolder, markName, "not the cluster that this stack made\n");
    }

    async keepVersion(name: string, version: string): Promise<void> {
        await this.put(name, nodeDataPath, dataVersionFile, `${version}\n`);
    }

    private async put(container: string, folder: string, name: string, content: string): Promise<void> {
        const archive = pack();
        archive.entry({ name, mode: 0o600 }, content);
        archive.finalize();
        await (await this.container(container)).putArchive(Readable.from(archive), { path: folder });
    }

    async hasCaMismatch(name: string): Promise<boolean> {
        try {
            const path = `${markFolder}/${markName}`;
            const answer = (await (await this.container(name)).infoArchive({ path })) as Readable;
            answer.resume(); // an unread answer keeps the connection open, and the process alive
            return true;
        } catch (error) {
            if (isNotFound(error)) return false;
            throw error;
        }
    }

    private async container(name: string): Promise<Docker.Container> {
        return (await this.connect()).getContainer(name);
    }
}

/** Returns names and ids, because a program may refer to its network by either. */
function networksOf({ Networks }: Docker.ContainerInspectInfo["NetworkSettings"]): string[] {
    return Object.entries(Networks).flatMap(([name, { NetworkID }]) => [name, NetworkID]);
}
