import { type NodeContainers, runsSince } from "../nodes/node-containers";
import { Failure } from "../failure";
import { type Api } from "../kubernetes/api";
import { exitedFailure } from "../nodes/exited-failure";
import { nodesReadiness, type NodeWithProblem } from "../nodes/node-readiness";
import { nodeReport } from "../nodes/node-report";
import { podsBack } from "../nodes/pods-back";
import { onChange } from "../kubernetes/progress";
import { ensureRunning, NodeExited } from "../nodes/running-nodes";
import { isDeadline, untilReady } from "../nodes/until-ready";
import { type Context, type Difference, type Lifecycle } from "../lifecycle";
import { type ReadinessAccess } from "./cluster-ready";
import { changed, changedKeys, unchanged } from "./support/difference";

export interface NodesReadyInputs {
    kubeconfig: string;
    clusterId: string;
    /** The network on which every node has its name. */
    network: string;
    nodes: { name: string; container: string; containerId: string }[];
    timeoutSeconds: number;
    dockerHost?: string;
}

export interface NodesReadyOutputs extends NodesReadyInputs {
    /** When each node's container was last started, as far as this check knows. */
    startedAt: string[];
}

/** Waits until every agent has joined and is ready. Starts stopped agents. */
export class NodesReady implements Lifecycle<NodesReadyInputs, NodesReadyOutputs> {
    constructor(private readonly access: ReadinessAccess) {}

    async create(inputs: NodesReadyInputs, context: Context): Promise<{ id: string; outputs: NodesReadyOutputs }> {
        return { id: inputs.clusterId, outputs: await this.ready(inputs, context) };
    }

    async diff(_id: string, old: NodesReadyOutputs, inputs: NodesReadyInputs): Promise<Difference> {
        const keys = changedKeys(old, inputs);
        if (keys.includes("clusterId")) return { changes: true, replaces: ["clusterId"] };
        return keys.length > 0 || !(await this.allRunSince(old, inputs)) ? changed : unchanged;
    }

    update(
        _id: string,
        _old: NodesReadyOutputs,
        inputs: NodesReadyInputs,
        context: Context,
    ): Promise<NodesReadyOutputs> {
        return this.ready(inputs, context);
    }

    private async allRunSince(
        { startedAt }: NodesReadyOutputs,
        { nodes, network, dockerHost }: NodesReadyInputs,
    ): Promise<boolean> {
        const containers = this.access.nodes(dockerHost);
        const states = await Promise.all(nodes.map(({ container }) => containers.state(container)));
        return states.every((state, index) => runsSince(state, startedAt[index], network));
    }

    private async ready(inputs: NodesReadyInputs, context: Context): Promise<NodesReadyOutputs> {
        const { kubeconfig, network, nodes, timeoutSeconds } = inputs;
        const containers = this.access.nodes(inputs.dockerHost);
        const api = await this.access.connect(kubeconfig);
        const started = await Promise.all(
            nodes.map(async (node) => {
                const place = { network, aliases: [node.name] };
                return { ...node, startedAt: await ensureRunning(containers, node, place, context) };
            }),
        );
        const expected = started.map((node) => ({ ...node, since: new Date(node.startedAt) }));
        const report = onChange(context);
        let missing: NodeWithProblem[] = expected.map((node) => ({ ...node, problem: "cannot be asked about" }));
        const awaiting = (now: NodeWithProblem[]) => {
            missing = now;
            report(`waiting for ${now.length === 1 ? "node" : "nodes"} ${now.map(({ name }) => name).join(", ")}`);
        };
        try {
            await untilReady(containers, nodes, timeoutSeconds, async (signal) => {
                await nodesReadiness(api, expected, signal, awaiting);
                await podsBack(api, expected, signal, (pods) => report(`waiting for pods ${pods.join(", ")}`));
            });
            return { ...inputs, startedAt: started.map(({ startedAt }) => startedAt) };
        } catch (error) {
            if (error instanceof NodeExited) throw await exitedFailure(containers, error);
            if (!isDeadline(error)) throw error;
            throw await notReady(api, containers, missing, timeoutSeconds);
        }
    }
}

async function notReady(
    api: Api,
    containers: NodeContainers,
    missing: NodeWithProblem[],
    timeoutSeconds: number,
): Promise<Failure> {
    const reports = missing.map(async (node) => [
        `node ${node.name} ${node.problem}`,
        ...(await nodeReport(api, containers, node)).map((line) => `  ${line}`),
    ]);
    const names = missing.map(({ name }) => name).join(", ");
    return new Failure(`Not ready within ${timeoutSeconds} s: ${missing.length === 1 ? "node" : "nodes"} ${names}.`, {
        why: (await Promise.all(reports)).flat(),
        next: "read the logs above (whole log: docker logs <container>), then run pulumi up again",
    });
}
