import { randomBytes } from "node:crypto";
import { once } from "node:events";
import Docker from "dockerode";
import { readContainerFile } from "../../provider/docker/containers/archive";
import { DockerNodeContainers } from "../../provider/nodes/docker-node-containers";
import { parseAdministrator, renderKubeconfig } from "../../provider/kubeconfig/rewrite";
import { ownerLabel } from "../../shared/labels";
import { type NodeContainers } from "../../provider/nodes/node-containers";
import { type NetworkAttachment } from "../../shared/docker/network-attachment";
import { isNotFound } from "../../provider/docker/daemon/status";
import { expectSoon } from "../e2e/support/soon";
import { freePort } from "../support/free-port";

export const image = process.env["K3S_TEST_IMAGE"] ?? "pulumi-k3s-test/node:v1.34.4";

/** A server's container, created for a test file and removed after it. */
export class TestServer {
    readonly docker = new Docker();
    readonly nodes: NodeContainers = new DockerNodeContainers(() => Promise.resolve(this.docker));
    readonly name = `real-cluster-test-${randomBytes(3).toString("hex")}`;
    readonly token = randomBytes(8).toString("hex");
    readonly labels: Record<string, string> = { [ownerLabel]: "test" };
    private readonly created: string[] = [];
    private port = 0;

    place(container = this.name): NetworkAttachment {
        return { network: this.name, aliases: [container] };
    }

    async prepare(): Promise<void> {
        this.port = await freePort();
        await this.docker.createNetwork({ Name: this.name });
    }

    server(
        container = this.name,
        extra: string[] = [],
        { isPublished = container === this.name } = {},
    ): Promise<string> {
        const settings = ["--disable=traefik,metrics-server", "--tls-san", "127.0.0.1"];
        const command = ["server", "--token", this.token, "--node-name", container, ...settings, ...extra];
        return this.start(container, command, isPublished ? this.port : undefined);
    }

    agent(container: string): Promise<string> {
        const server = `https://${this.name}:6443`;
        return this.start(container, ["agent", "--server", server, "--token", this.token, "--node-name", container]);
    }

    async kubeconfig(container = this.name): Promise<string> {
        for (;;) {
            const read = readContainerFile(this.docker.getContainer(container), "/etc/rancher/k3s/k3s.yaml");
            const text = await read.catch(() => undefined);
            if (text) return renderKubeconfig("test", `https://127.0.0.1:${this.port}`, parseAdministrator(text));
            await new Promise((resolve) => setTimeout(resolve, 100));
        }
    }

    stop(container = this.name): Promise<unknown> {
        return this.docker.getContainer(container).stop({ t: 5 });
    }

    /** Runs a command in the server's container, and waits until it ends. */
    async run(command: string[]): Promise<void> {
        const exec = await this.docker
            .getContainer(this.name)
            .exec({ Cmd: command, AttachStdout: true, AttachStderr: true });
        const stream = await exec.start({});
        stream.resume();
        await once(stream, "end");
        const { ExitCode } = await exec.inspect();
        if (ExitCode !== 0) throw new Error(`${command.join(" ")} ended with ${String(ExitCode)}`);
    }

    async remove(container: string): Promise<void> {
        try {
            await this.docker.getContainer(container).remove({ force: true, v: true });
        } catch (error) {
            if (!isNotFound(error)) throw error;
        }
    }

    async dispose(): Promise<void> {
        for (const container of this.created) await expectSoon(() => this.remove(container));
        await expectSoon(() => this.docker.getNetwork(this.name).remove());
    }

    private async start(name: string, command: string[], port?: number): Promise<string> {
        const container = await this.docker.createContainer({
            name,
            Image: image,
            Hostname: name,
            Labels: this.labels,
            Cmd: command,
            HostConfig: {
                Privileged: true,
                NetworkMode: this.name,
                Tmpfs: { "/run": "", "/var/run": "" },
                PortBindings: port ? { "6443/tcp": [{ HostIp: "127.0.0.1", HostPort: String(port) }] } : {},
            },
            ExposedPorts: port ? { "6443/tcp": {} } : {},
        });
        this.created.push(name);
        await container.start();
        return container.id;
    }
}
