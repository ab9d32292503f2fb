import type * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { agentTokenPath, passwordPath } from "../../../shared/node-files";
import { lifecycleResource } from "../../../provider/shims/lifecycle-resource";
import { type ClusterNodes } from "../cluster/cluster-core";
import { publishedPorts } from "../cluster/node/host-ports";
import { nodeName } from "../cluster/names";
import { neededOfContainer } from "../cluster/needed-arguments";
import { nodeContainerArgs, withEntrypoint, withSecrets } from "../cluster/node/node-container";
import { entrypointOf } from "../cluster/node/node-texts";
import { nodeScheduling } from "../cluster/node/node-scheduling";
import { transformed } from "../cluster/transform";
import { joinedLists } from "../validation";
import { type PoolSettings } from "./pool-plan";

/** An agent: its node, its container, and its volume if it has one for its data. */
export interface Agent {
    node: string;
    containerName: pulumi.Output<string>;
    container: docker.Container;
    data: docker.Volume | undefined;
}

/** Returns the command line of `k3s agent`. */
export function agentCommand(
    server: pulumi.Input<string>,
    nodeName: string,
    extraArgs: pulumi.Input<pulumi.Input<string>[]> = [],
): pulumi.Input<pulumi.Input<string>[]> {
    return joinedLists<string>(
        [
            "agent",
            `--node-name=${nodeName}`,
            pulumi.interpolate`--server=https://${server}:6443`,
            `--token-file=${agentTokenPath}`,
        ],
        extraArgs,
    );
}

/** Creates an agent that joins the cluster. */
export function createAgent(
    role: string,
    cluster: ClusterNodes,
    { wanted, timeoutSeconds, transform }: PoolSettings,
    child: pulumi.CustomResourceOptions,
): Agent {
    const { host, clusterId, kubeconfig, agentToken, keptVolume, transforms } = cluster;
    const { namePrefix, networkName, owner, publishedAddress, dockerHost } = host.data;
    const node = nodeName(cluster.cluster, role);
    const containerName = pulumi.interpolate`${namePrefix}-${role}`;
    const keptName = keptVolume && `${keptVolume}-${role}`;
    const stored = { role: `${role}-data`, keptName, transform: transforms.volume };
    const data = cluster.keepsData ? host.volume(`${node}-data`, stored, child) : undefined;
    const volume = data && { volume: data.name, keepsVolume: keptName !== undefined };
    const identity = lifecycleResource(
        "v1.NodeIdentity",
        `${node}-node`,
        { node, container: containerName, owner, ...volume, dockerHost },
        child,
    );
    const publisher = { container: containerName, address: publishedAddress, dockerHost };
    const args = nodeContainerArgs({
        role: "agent",
        containerName,
        nodeName: node,
        image: host.imageName(cluster.image),
        networkName,
        aliases: [],
        hostAliases: cluster.hostAliases,
        dns: cluster.dns,
        owner,
        command: agentCommand(cluster.server, node, wanted.extraArgs),
        node: wanted,
        ports: publishedPorts(node, wanted.ports ?? [], publisher, child),
        data: data?.name,
        files: cluster.files,
        proxy: cluster.proxy,
    });
    // A node with a volume keeps its password in its data.
    const password = data ? [] : [{ path: passwordPath, content: identity.output("password") }];
    const files = [{ path: agentTokenPath, content: agentToken }, ...password];
    const adjusted = transformed(`container "${node}"`, args, transform ?? transforms.agent, neededOfContainer);
    const entrypoint = pulumi.output(cluster.nodeVersion).apply(entrypointOf);
    const container = host.container(
        node,
        { own: args, final: withSecrets(withEntrypoint(adjusted, entrypoint), { clusterId, files }) },
        { ...child, replaceWith: [identity] },
        ...cluster.caches,
        identity,
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
            timeoutSeconds: cluster.timeoutSeconds,
            dockerHost,
        },
        {
            ...child,
            dependsOn: container,
            // With its data the agent joins as the same node again, possibly before the old one could leave.
            replaceWith: data ? [] : [identity],
            deleteBeforeReplace: true,
            deletedWith: cluster.identity,
        },
    );
    host.loadImages(`${node}-images`, cluster.images, containerName, container.id, child);
    const scheduled = { kubeconfig, clusterId, containerId: container.id, timeoutSeconds };
    // The labels are deleted with the Node.
    nodeScheduling(node, wanted, scheduled, { ...child, dependsOn: member, deletedWith: cluster.identity });
    return { node, containerName, container, data };
}
