import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { choosePort } from "../../../provider/ports/free-port";
import { required, webImage } from "../../e2e/support/environment";
import { type BenchContext } from "../framework/bench";
import { command } from "../framework/command";
import { disabled, nodeImage } from "./images";
import { agentReady, clusterReady, type PeerServer } from "./node";

/**
 * A cluster that k3d creates, without k3d's load balancer: that is a container of an image of its own, which our
 * clusters do not have.
 */
export class K3dCluster {
    private server: PeerServer | undefined;
    private readonly home = mkdtempSync(join(tmpdir(), "pulumi-k3s-bench-k3d-"));

    constructor(
        private readonly name: string,
        private readonly context: BenchContext,
    ) {
        context.defer(async () => {
            await this.remove();
            rmSync(this.home, { recursive: true, force: true });
        });
    }

    async start(): Promise<void> {
        const port = await choosePort("tcp");
        await this.k3d(
            ...["cluster", "create", this.name, "--image", nodeImage, "--no-lb"],
            ...["--api-port", `127.0.0.1:${port}`, "--kubeconfig-update-default=false"],
            ...disabled.flatMap((argument) => ["--k3s-arg", `${argument}@server:0`]),
        );
        const container = `k3d-${this.name}-server-0`;
        // k3d sets K3S_KUBECONFIG_OUTPUT.
        this.server = { container, node: container, port, kubeconfigPath: "/output/kubeconfig.yaml" };
        await clusterReady(this.server, this.context.signal);
    }

    async addAgent(name: string): Promise<void> {
        if (!this.server) throw new Error("k3d's cluster was not started");
        await this.k3d("node", "create", name, "--cluster", this.name, "--role", "agent", "--wait");
        const container = `k3d-${name}-0`;
        await agentReady(this.server, { container, name: container }, this.context.signal);
    }

    async removeAgent(name: string): Promise<void> {
        await this.k3d("node", "delete", `k3d-${name}-0`);
    }

    /** Deletes the cluster, also after an interrupt. */
    async remove(): Promise<void> {
        await command(required("K3D_BINARY"), ["cluster", "delete", this.name], { environment: this.environment() });
    }

    private async k3d(...args: string[]): Promise<void> {
        await command(required("K3D_BINARY"), args, { environment: this.environment(), signal: this.context.signal });
    }

    private environment(): NodeJS.ProcessEnv {
        // Any local image that keeps running works as k3d's tools image. Here k3d uses it only to find the gateway's
        // address.
        return { HOME: this.home, XDG_CONFIG_HOME: this.home, K3D_IMAGE_TOOLS: webImage };
    }
}
