import type * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { agentTokenPath, passwordPath } from "../../provider/docker/node-files";
import { lifecycleResource } from "../../provider/shims/lifecycle-resource";
import { type Cluster } from "../cluster/cluster";
import { publishedPorts } from "../cluster/host-ports";
import { type JoinSettings } from "../cluster/join-settings";
import { nodeName } from "../cluster/names";
import { type NodeArgs } from "../cluster/node-args";
import { nodeScheduling } from "../cluster/node-scheduling";
import { nodeContainerArgs, withSecrets } from "../cluster/node-container";
import { refuseDockerProvider } from "../cluster/provider-options";
import { stackVolume } from "../cluster/stack-volume";
import { type Transform, transformed } from "../cluster/transform";
import { agentCommand } from "./agent";
import { type AgentPoolArgs, checkAgentPoolArgs, poolSettings, take } from "./agent-pool-args";

/** What all agents of a pool have in common. */
interface PoolSettings {
    wanted: NodeArgs;
    timeoutSeconds: number;
    transform: Transform<docker.ContainerArgs> | undefined;
}

/**
 * Agents of a cluster that are alike. The `agents` of a {@link Cluster} are such a pool; more of them differ in their
 * arguments.
 *
 * Changing `count` adds or removes agents and touches nothing else; an agent that goes is drained first.
 *
 * @example
 * const gpu = new k3s.AgentPool("gpu", { cluster, count: 2, labels: { pool: "gpu" } });
 *
 * @throws ArgumentError when an argument cannot work, before anything is made.
 */
export class AgentPool extends pulumi.ComponentResource {
    /** Names of the pool's Kubernetes nodes. None in production, where the nodes are not this program's. */
    readonly nodeNames: string[];
    /** The containers of its nodes, in the same order. None in production. */
    readonly containers: docker.Container[];
    /** The volumes with their data, with the cluster's `dataVolume`. */
    readonly volumes: docker.Volume[];

    constructor(name: string, args: AgentPoolArgs, options?: pulumi.ComponentResourceOptions) {
        checkAgentPoolArgs(name, args);
        refuseDockerProvider("AgentPool", name, options);
        take(name, args);
        super("k3s:index:AgentPool", name, {}, options);
        const { cluster, count = 1, name: poolName = name } = args;
        const wanted = poolSettings(args);
        const { join } = cluster;
        if (!join) {
            this.nodeNames = [];
            this.containers = [];
            this.volumes = [];
            return;
        }
        const { settings, clusterId, kubeconfig } = join;
        const { dockerHost } = settings;
        const { timeoutSeconds = settings.timeoutSeconds, transform } = args;
        this.nodeNames = Array.from({ length: count }, (_, index) => nodeName(cluster.name, `${poolName}-${index}`));
        const agents = this.nodeNames.map((node) => ({
            node,
            ...this.agent(node, cluster, join, { wanted, timeoutSeconds, transform }),
        }));
        this.containers = agents.map(({ container }) => container);
        this.volumes = agents.flatMap(({ data }) => data ?? []);
        const nodes = agents.map(({ node, containerName, container }) =>
            pulumi.output({ name: node, container: containerName, containerId: container.id }),
        );
        lifecycleResource(
            "v1.NodesReady",
            `${name}-ready`,
            {
                kubeconfig,
                clusterId,
                network: join.host.networkName,
                nodes: pulumi.all(nodes),
                timeoutSeconds,
                dockerHost,
            },
            { parent: this },
        );
        this.registerOutputs({ nodeNames: this.nodeNames });
    }

    private agent(
        node: string,
        cluster: Cluster,
        join: JoinSettings,
        { wanted, timeoutSeconds, transform }: PoolSettings,
    ) {
        const { host, settings, registries, clusterId, kubeconfig, agentToken, transforms } = join;
        const { dockerHost } = settings;
        const child = { parent: this };
        const role = node.slice(cluster.name.length + 1);
        const containerName = pulumi.interpolate`${host.namePrefix}-${role}`;
        const identity = lifecycleResource(
            "v1.NodeIdentity",
            `${node}-node`,
            { node, container: containerName, owner: host.owner, dockerHost },
            child,
        );
        const kept = settings.keptVolume && `${settings.keptVolume}-${role}`;
        const data = settings.keepsData
            ? stackVolume(`${node}-data`, `${role}-data`, kept, host, child, transforms.volume)
            : undefined;
        const args = nodeContainerArgs({
            role: "agent",
            containerName,
            nodeName: node,
            image: host.imageName(settings.image),
            networkName: host.networkName,
            aliases: [],
            hostAliases: settings.hostAliases,
            owner: host.owner,
            command: agentCommand(cluster.name, node, wanted.extraArgs),
            node: wanted,
            ports: publishedPorts(
                node,
                wanted.ports ?? [],
                { container: containerName, address: host.publishedAddress, dockerHost },
                child,
            ),
            data: data?.name,
            files: registries.files,
        });
        // With data that is kept, the node keeps its password there.
        const password = data ? [] : [{ path: passwordPath, content: identity.output("password") }];
        const files = [{ path: agentTokenPath, content: agentToken }, ...password];
        const adjusted = transformed(`container "${node}"`, args, transform ?? transforms.agent);
        const container = host.container(
            node,
            { own: args, final: withSecrets(adjusted, { clusterId, files }) },
            { ...child, replaceWith: [identity] },
            ...registries.caches,
        );
        const member = lifecycleResource(
            "v1.NodeMember",
            `${node}-member`,
            {
                kubeconfig,
                clusterId,
                node,
                container: containerName,
                containerId: container.id,
                timeoutSeconds: settings.timeoutSeconds,
                dockerHost,
            },
            {
                ...child,
                dependsOn: container,
                // On its data it joins again as the node that it was, maybe before an old one could leave.
                replaceWith: data ? [] : [identity],
                deleteBeforeReplace: true,
                deletedWith: cluster.identity,
            },
        );
        host.loadImages(`${node}-images`, containerName, container.id, child);
        nodeScheduling(
            node,
            wanted,
            { kubeconfig, clusterId, containerId: container.id, timeoutSeconds },
            // A node that leaves takes its labels with it.
            { ...child, dependsOn: member, deletedWith: cluster.identity },
        );
        return { containerName, container, data };
    }
}
