import { type NodeContainers } from "../docker/node-containers";
import { type Api } from "../kubernetes/api";
import { paths } from "../kubernetes/api-paths";
import { abandonPods, drain } from "../kubernetes/drain";
import { isNotFound, OtherAuthority, Unreachable } from "../kubernetes/errors";
import { fullName } from "../kubernetes/object-name";
import { deadlineSignal, isDeadline } from "../kubernetes/until-ready";
import { untilAnswered } from "../kubernetes/wait";
import { type Context, type Difference, type Lifecycle } from "../lifecycle";
import { changedKeys } from "./difference";

export interface NodeMemberInputs {
    kubeconfig: string;
    clusterId: string;
    /** The Kubernetes node's name. */
    node: string;
    /** The container that it runs in. */
    container: string;
    containerId: string;
    /** How long its pods may take to move away. */
    timeoutSeconds: number;
    dockerHost?: string;
}

interface MemberAccess {
    connect(kubeconfig: string): Promise<Api>;
    nodes(dockerHost?: string): NodeContainers;
}

/**
 * How long a cluster that does not answer is waited for at most: in an `up`, ClusterReady may be starting its server at this
 * moment; in a destroy, nobody does.
 */
const longestWaitSeconds = 20;

/** A node's membership in the cluster: leaving, its pods move, and neither its Node nor its password stays behind. */
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

    /** The cluster is reached another way now: `delete` has to know. */
    update(_id: string, _old: NodeMemberInputs, inputs: NodeMemberInputs): Promise<NodeMemberInputs> {
        return Promise.resolve(inputs);
    }

    async delete(_id: string, old: NodeMemberInputs, context: Context): Promise<void> {
        const api = await this.access.connect(old.kubeconfig);
        const container = await this.access.nodes(old.dockerHost).state(old.container);
        try {
            await answering(api, Math.min(old.timeoutSeconds, longestWaitSeconds));
            // Pods on a node that is gone cannot end by themselves; nor can a new one join under its name before it left.
            if (container?.running && container.id === old.containerId) await moveAway(api, old, context);
            else await abandonPods(api, old.node);
            await remove(api, `${paths.nodes}/${old.node}`);
            await remove(api, `${paths.secrets("kube-system")}/${old.node}.node-password.k3s`);
        } catch (error) {
            if (!(error instanceof Unreachable || error instanceof OtherAuthority)) throw error;
            context.progress(
                `node ${old.node} was not removed from the cluster, which is going away: ${error.message}`,
            );
        }
    }
}

async function answering(api: Api, seconds: number): Promise<void> {
    const signal = deadlineSignal(seconds);
    try {
        await untilAnswered(() => api.request("GET", "/readyz", { signal }), signal);
    } catch (error) {
        throw isDeadline(error) ? new Unreachable(`${api.server} does not answer for ${seconds} s`, error) : error;
    }
}

async function moveAway(api: Api, { node, timeoutSeconds }: NodeMemberInputs, context: Context): Promise<void> {
    let left: string[] = [];
    try {
        await drain(api, node, deadlineSignal(timeoutSeconds), (pods) => {
            left = pods.map(fullName);
            if (left.length > 0) context.progress(`moving ${left.length} pods away from node ${node}`);
        });
    } catch (error) {
        if (isNotFound(error)) return;
        if (!isDeadline(error)) throw error;
        context.progress(
            `node ${node} goes after ${timeoutSeconds} s, although pods are still on it: ${left.join(", ")}`,
        );
    }
}

async function remove(api: Api, path: string): Promise<void> {
    await api.request("DELETE", path).catch((error: unknown) => {
        if (!isNotFound(error)) throw error;
    });
}
