import type { V1Node } from "@kubernetes/client-node";
import { Failure } from "../failure";
import { type Api, mergePatch } from "../kubernetes/api";
import { named, paths } from "../kubernetes/api-paths";
import { ApiError, isNotFound, OtherAuthority, Unreachable } from "../kubernetes/errors";
import { find } from "../kubernetes/list";
import { look } from "../kubernetes/look";
import { hasScheduling, type Scheduling, schedulingPatch } from "../kubernetes/node-scheduling";
import { deadlineSignal, isDeadline } from "../kubernetes/until-ready";
import { pause } from "../kubernetes/wait";
import { watchUntil } from "../kubernetes/watch-until";
import { type Context, type Difference, type Lifecycle } from "../lifecycle";
import { changedKeys } from "./difference";

export interface NodeSchedulingInputs extends Scheduling {
    kubeconfig: string;
    clusterId: string;
    /** The Kubernetes node's name. */
    node: string;
    /** A container made anew may join as a new node. */
    containerId: string;
    timeoutSeconds: number;
}

interface SchedulingAccess {
    connect(kubeconfig: string): Promise<Api>;
}

const deleteMs = 2_000;
const nothing: Scheduling = { labels: {}, taints: [] };

/** A node's labels and taints. K3s sets its own when a node starts or joins; these follow the program. */
export class NodeScheduling implements Lifecycle<NodeSchedulingInputs> {
    constructor(private readonly access: SchedulingAccess) {}

    async create(
        inputs: NodeSchedulingInputs,
        context: Context,
    ): Promise<{ id: string; outputs: NodeSchedulingInputs }> {
        return { id: inputs.node, outputs: await this.apply(undefined, inputs, context) };
    }

    /** Only ClusterReady reports a cluster that does not answer. */
    async diff(_id: string, old: NodeSchedulingInputs, inputs: NodeSchedulingInputs): Promise<Difference> {
        const keys = changedKeys(old, inputs);
        const replaces = keys.filter((key) => key === "clusterId" || key === "node");
        if (keys.length > 0) return { changes: true, replaces };
        try {
            const api = await this.access.connect(inputs.kubeconfig);
            const node = await look((signal) => find<V1Node>(api, nodePath(inputs), { signal }));
            return { changes: node !== undefined && !hasScheduling(node, inputs) };
        } catch {
            return { changes: false };
        }
    }

    update(
        _id: string,
        old: NodeSchedulingInputs,
        inputs: NodeSchedulingInputs,
        context: Context,
    ): Promise<NodeSchedulingInputs> {
        return this.apply(old, inputs, context);
    }

    /** A node, or a cluster, that is gone has none. */
    async delete(_id: string, old: NodeSchedulingInputs): Promise<void> {
        try {
            const api = await this.access.connect(old.kubeconfig);
            const node = await find<V1Node>(api, nodePath(old), { timeoutMs: deleteMs });
            if (node) await patch(api, old, schedulingPatch(node, old, nothing));
        } catch (error) {
            if (!(isNotFound(error) || error instanceof Unreachable || error instanceof OtherAuthority)) throw error;
        }
    }

    private async apply(
        old: Scheduling | undefined,
        inputs: NodeSchedulingInputs,
        { progress }: Context,
    ): Promise<NodeSchedulingInputs> {
        const { node: name, timeoutSeconds } = inputs;
        const api = await this.access.connect(inputs.kubeconfig);
        const signal = deadlineSignal(timeoutSeconds);
        progress(`waiting for node ${name} to give it its labels and taints`);
        try {
            for (;;) {
                const node = await joined(api, name, signal);
                if (await patch(api, inputs, schedulingPatch(node, old, inputs), signal)) return inputs;
                await pause(100, signal);
            }
        } catch (error) {
            if (!isDeadline(error)) throw error;
            throw new Failure(
                `Node ${name} did not join the cluster within ${timeoutSeconds} s, for its labels and taints.`,
                {
                    next: "look at the errors of the node beside this one, then run pulumi up again",
                    cause: error,
                },
            );
        }
    }
}

function joined(api: Api, name: string, signal: AbortSignal): Promise<V1Node> {
    const nodes = { nodes: { path: paths.nodes, query: named(name) } };
    return watchUntil<{ nodes: V1Node[] }, V1Node>(api, nodes, (seen) => seen.nodes[0], { signal });
}

/** False when the node had changed meanwhile. */
async function patch(api: Api, inputs: { node: string }, body: object, signal?: AbortSignal): Promise<boolean> {
    try {
        await api.request("PATCH", nodePath(inputs), { body, contentType: mergePatch, ...(signal ? { signal } : {}) });
        return true;
    } catch (error) {
        if (error instanceof ApiError && error.status === 409) return false;
        throw error;
    }
}

function nodePath({ node }: { node: string }): string {
    return `${paths.nodes}/${node}`;
}
