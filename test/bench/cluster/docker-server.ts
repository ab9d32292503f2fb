import { choosePort } from "../../../provider/ports/free-port";
import { docker } from "../../e2e/support/docker";
import { type BenchContext } from "../framework/bench";
import { disabled, nodeImage } from "./images";
import { clusterReady, type PeerServer } from "./node";

const kubeconfigPath = "/etc/rancher/k3s/k3s.yaml";

/** A server that `docker run` starts with only what K3s needs. */
export class DockerServer {
    constructor(
        readonly container: string,
        private readonly context: BenchContext,
    ) {
        context.defer(() => this.remove());
    }

    private async run(): Promise<PeerServer> {
        const { container } = this;
        const port = await choosePort("tcp");
        await docker(
            ...["run", "--detach", "--name", container, "--hostname", container],
            ...["--privileged", "--init", "--cgroupns", "private", "--tmpfs", "/run", "--tmpfs", "/var/run"],
            ...["--publish", `127.0.0.1:${port}:6443`, nodeImage, "server", ...disabled],
        );
        return { container, node: container, port, kubeconfigPath };
    }

    async start(): Promise<void> {
        await clusterReady(await this.run(), this.context.signal);
    }

    async remove(): Promise<void> {
        await docker("rm", "--force", "--volumes", this.container);
    }
}
