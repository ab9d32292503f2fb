import type { V1Node } from "@kubernetes/client-node";
import { Failure } from "../failure";
import { type Api, mergePatch } from "../kubernetes/api";
import { named, paths } from "../kubernetes/api-paths";
import { ApiError, isNotFound, CaMismatch, Unreachable } from "../kubernetes/errors";
import { find } from "../kubernetes/list";
import { look } from "../kubernetes/look";
import { hasScheduling, type Scheduling, schedulingPatch } from "../nodes/scheduling-patch";
import { nameOf } from "../kubernetes/object-name";
import { deadlineSignal, isDeadline } from "../nodes/until-ready";
import { pause } from "../kubernetes/until-answered";
import { watchUntil } from "../kubernetes/watch-until";
import { type Context, type Difference, type Lifecycle } from "../lifecycle";
import { changedKeys } from "./support/difference";

export interface NodeSchedulingInputs extends Scheduling {
    kubeconfig: string;
    clusterId: string;
    /** The Kubernetes node's name. */
    node: string;
    /** A recreated container may join as a new node. */
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
            const node = await look(api, (signal) => find<V1Node>(api, nodePath(inputs), { signal }));
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

    /** Removes the labels and taints, unless the node or the cluster is gone. */
    async delete(_id: string, old: NodeSchedulingInputs): Promise<void> {
        const { node: name, timeoutSeconds } = old;
        const signal = deadlineSignal(timeoutSeconds);
        try {
            const api = await this.access.connect(old.kubeconfig);
            const read = () => find<V1Node>(api, nodePath(old), { timeoutMs: deleteMs, signal });
            await patch(api, read, (node) => schedulingPatch(node, old, nothing), signal);
        } catch (error) {
            if (isNotFound(error) || error instanceof Unreachable || error instanceof CaMismatch) return;
            if (!isDeadline(error)) throw error;
            throw new Failure(`The labels and taints of node ${name} were not removed within ${timeoutSeconds} s.`, {
                why: "something else changed the node each time",
                next: `find out what changes it (kubectl get node ${name} --watch), then run pulumi up again`,
                cause: error,
            });
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
        progress(`waiting for node ${name} to set its labels and taints`);
        try {
            const read = () => joined(api, name, signal);
            await patch(api, read, (node) => schedulingPatch(node, old, inputs), signal);
            return inputs;
        } catch (error) {
            if (!isDeadline(error)) throw error;
            throw new Failure(
                `Node ${name} did not join the cluster within ${timeoutSeconds} s, for its labels and taints.`,
                {
                    next: "see the node's own errors beside this one, then run pulumi up again",
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

/** Patches the node, if it exists. Reads it again as often as it has changed meanwhile. */
async function patch(
    api: Api,
    read: () => Promise<V1Node | undefined>,
    patchOf: (node: V1Node) => object,
    signal: AbortSignal,
): Promise<void> {
    for (;;) {
        const node = await read();
        if (!node) return;
        try {
            const body = patchOf(node);
            await api.request("PATCH", nodePath({ node: nameOf(node) }), { body, contentType: mergePatch, signal });
            return;
        } catch (error) {
            if (!(error instanceof ApiError && error.status === 409)) throw error;
            await pause(100, signal);
        }
    }
}

function nodePath({ node }: { node: string }): string {
    return `${paths.nodes}/${node}`;
}
