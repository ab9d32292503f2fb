import { type NodeContainers } from "../nodes/node-containers";
import { type Api } from "../kubernetes/api";
import { paths } from "../kubernetes/api-paths";
import { abandonPods, drain } from "../nodes/drain";
import { isNotFound, isTransient, CaMismatch, Unreachable } from "../kubernetes/errors";
import { fullName } from "../kubernetes/object-name";
import { onChange } from "../kubernetes/progress";
import { deadlineSignal, isDeadline } from "../nodes/until-ready";
import { pause, untilAnswered } from "../kubernetes/until-answered";
import { type Context, type Difference, type Lifecycle } from "../lifecycle";
import { changedKeys } from "./support/difference";

export interface NodeMemberInputs {
    kubeconfig: string;
    clusterId: string;
    /** The Kubernetes node's name. */
    node: string;
    /** The node's container. */
    container: string;
    containerId: string;
    /** The time limit for moving the node's pods away. */
    timeoutSeconds: number;
    dockerHost?: string;
}

interface MemberAccess {
    connect(kubeconfig: string): Promise<Api>;
    nodes(dockerHost?: string): NodeContainers;
}

/** How long to wait for a stopped server: in an `up`, ClusterReady starts it; in a destroy, nothing does. */
const stoppedMs = 5_000;

/**
 * A node's membership in the cluster. When the node leaves, its pods move to other nodes, and its Node object and its
 * password are deleted.
 */
export class NodeMember implements Lifecycle<NodeMemberInputs> {
    constructor(private readonly access: MemberAccess) {}

    create(inputs: NodeMemberInputs): Promise<{ id: string; outputs: NodeMemberInputs }> {
        return Promise.resolve({ id: inputs.node, outputs: inputs });
    }

    diff(_id: string, old: NodeMemberInputs, inputs: NodeMemberInputs): Promise<Difference> {
        const keys = changedKeys(old, inputs);
        const replaces = keys.filter((key) => key === "clusterId" || key === "node");
        return Promise.resolve({ changes: keys.length > 0, replaces });
    }

    /**
     * Records a new way to reach the cluster for `delete`, or a recreated container. If the volume with the node's data
     * is new as well, so is the node's password, which the cluster accepts only after it has forgotten the old one.
     */
    async update(_id: string, old: NodeMemberInputs, inputs: NodeMemberInputs): Promise<NodeMemberInputs> {
        if (old.containerId !== inputs.containerId) await this.forgetPassword(inputs);
        return inputs;
    }

    /** Deletes the node's password. Only ClusterReady reports a cluster that does not answer. */
    private async forgetPassword({ kubeconfig, node, timeoutSeconds }: NodeMemberInputs): Promise<void> {
        const api = await this.access.connect(kubeconfig);
        const signal = deadlineSignal(timeoutSeconds);
        try {
            await untilAnswered(() => remove(api, passwordOf(node)), signal);
        } catch (error) {
            if (!(isDeadline(error) || error instanceof CaMismatch)) throw error;
        }
    }

    async delete(_id: string, old: NodeMemberInputs, context: Context): Promise<void> {
        const api = await this.access.connect(old.kubeconfig);
        const nodes = this.access.nodes(old.dockerHost);
        const container = await nodes.state(old.container);
        try {
            await answering(api, nodes, old);
            // Pods on a node that is gone cannot end by themselves, and a new node cannot join under its name before it
            // has left.
            if (container?.running && container.id === old.containerId) await moveAway(api, old, context);
            else await abandonPods(api, old.node);
            await remove(api, `${paths.nodes}/${old.node}`);
            await remove(api, passwordOf(old.node));
        } catch (error) {
            if (!(error instanceof Unreachable || error instanceof CaMismatch)) throw error;
            context.progress(
                `node ${old.node} was not removed from the cluster, which is being deleted: ${error.message}`,
            );
        }
    }
}

/** Waits until the API server answers. Fails early when its container is gone or stays stopped. */
async function answering(
    api: Api,
    nodes: NodeContainers,
    { clusterId, timeoutSeconds }: NodeMemberInputs,
): Promise<void> {
    const signal = deadlineSignal(timeoutSeconds);
    const since = Date.now();
    for (;;) {
        try {
            await api.request("GET", "/readyz", { signal });
            return;
        } catch (error) {
            if (signal.aborted) throw new Unreachable(`${api.server} does not answer for ${timeoutSeconds} s`, error);
            if (!isTransient(error)) throw error;
            const server = await nodes.serverOf(clusterId);
            const mayStart = server?.running || (server && Date.now() - since < stoppedMs);
            if (error instanceof Unreachable && !mayStart) throw error;
            await pause(250, signal).catch(() => undefined);
        }
    }
}

/** Returns the path of the Secret in which K3s keeps the hash of a node's password. */
function passwordOf(node: string): string {
    return `${paths.secrets("kube-system")}/${node}.node-password.k3s`;
}

async function moveAway(api: Api, { node, timeoutSeconds }: NodeMemberInputs, context: Context): Promise<void> {
    let left: string[] = [];
    const report = onChange(context);
    try {
        await drain(api, node, deadlineSignal(timeoutSeconds), (pods) => {
            left = pods.map(({ pod, why }) => `${fullName(pod)}${why === undefined ? "" : ` (${why})`}`);
            const kept = pods.some(({ why }) => why !== undefined) ? `: ${left.join(", ")}` : "";
            if (left.length > 0) report(`moving ${left.length} pods from node ${node}${kept}`);
        });
    } catch (error) {
        if (isNotFound(error)) return;
        if (!isDeadline(error)) throw error;
        context.progress(
            `node ${node} is removed after ${timeoutSeconds} s, with pods still on it: ${left.join(", ")}`,
        );
    }
}

async function remove(api: Api, path: string): Promise<void> {
    await api.request("DELETE", path).catch((error: unknown) => {
        if (!isNotFound(error)) throw error;
    });
}
