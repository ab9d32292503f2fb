import * as pulumi from "@pulumi/pulumi";
import { AgentPool } from "../../agents/agent-pool";
import { PoolPlan } from "../../agents/pool-plan";
import { createRegistries, registriesReady } from "../../registries/registries";
import { type ClusterCore, type ClusterNodes } from "../cluster-core";
import { clusterProvider } from "../cluster-provider";
import { clusterReady } from "./cluster-ready";
import { type ClusterSettings } from "../arguments/cluster-settings";
import { clusterPorts, plainPorts } from "../arguments/fixed-ports";
import { createHost } from "./host";
import { kubeconfigFiles, mergeKubeconfig, readKubeconfigs } from "../kubeconfigs";
import { type CreatedCluster } from "../created-cluster";
import { nodeName } from "../names";
import { nodeDns } from "../dns/node-dns";
import { nodeScheduling } from "../node/node-scheduling";
import { clusterProxy } from "./cluster-proxy";
import { revival } from "./revival";
import { createServer } from "./server";
import { announceTrust, trustFiles } from "../trust/announce-trust";

/** Creates a cluster in Docker. */
export function localCluster(
    name: string,
    settings: ClusterSettings,
    locality: pulumi.Resource,
    child: pulumi.CustomResourceOptions,
): CreatedCluster {
    const { timeoutSeconds, dockerHost, keptVolume, transforms } = settings;
    const { image, serviceSubnet, hostAliases, images, agent, keepsData } = settings;
    const made = createHost(name, settings, { ...child, dependsOn: locality });
    const { host, path } = made;
    const proxy = clusterProxy(name, settings, made.networkSubnets);
    const trusted = trustFiles(settings.trust);
    const registries = createRegistries(name, settings, host, { proxy, trusted }, child);
    const files = [...registries.files, ...trusted];
    const server = createServer(name, settings, host, { files, proxy, caches: registries.caches }, child);
    const { container, containerName } = server;
    const { agentToken, ...kubeconfigs } = readKubeconfigs(name, settings, made, server, child);
    const { kubeconfig } = kubeconfigs;
    const clusterId = server.identity.output("clusterId");
    const identity = keptVolume === undefined ? server.identity : undefined;
    const nodes: ClusterNodes = {
        cluster: name,
        server: name,
        host,
        clusterId,
        kubeconfig,
        agentToken,
        identity,
        image,
        nodeVersion: server.nodeVersion,
        serviceSubnet,
        hostAliases,
        dns: nodeDns(settings.dns),
        files,
        proxy,
        caches: registries.caches,
        images,
        timeoutSeconds,
        agent,
        keepsData,
        keptVolume,
        transforms,
        taken: {
            aliases: registries.aliases,
            pools: new Map(),
            ports: [{ whose: ` of Cluster "${name}"`, ports: ownPorts(settings) }],
        },
    };

    const inside = { ...child, deletedWith: identity };
    const ready = clusterReady(name, settings, server, kubeconfig, child);
    // The user's kubeconfig changes only after the cluster answers.
    mergeKubeconfig(name, settings.kubeconfig, kubeconfig, { ...child, dependsOn: ready });
    const scheduled = { kubeconfig, clusterId, containerId: container.id, timeoutSeconds };
    const agentPool =
        settings.agents > 0
            ? new AgentPool(`${name}-agent`, PoolPlan.ofCluster(nodes, settings.agents), child)
            : undefined;
    const parts = [
        ready,
        ...host.loadImages(`${name}-server-images`, settings.images, containerName, container.id, child),
        ...nodeScheduling(nodeName(name, "server"), settings.server, scheduled, inside),
        ...(agentPool ? [agentPool] : []),
    ];
    const revived = revival(kubeconfig, ready.output("revivedAt"));
    const access = {
        kubeconfig: revived.kubeconfig,
        context: name,
        clusterId,
        isOwn: true,
        whenDown: { skipUpdateUnreachable: pulumi.unsecret(revived.skips) },
    };
    const provider = clusterProvider(name, access, transforms.provider, { ...inside, dependsOn: parts });
    const core: ClusterCore = {
        name,
        path,
        owner: host.data.owner,
        clusterId,
        ...kubeconfigs,
        kubeconfigPath: kubeconfigFiles(name, path, kubeconfigs, child),
        apiUrl: pulumi.interpolate`https://${host.data.publishedHost}:${server.port}`,
        kubernetesVersion: ready.output("kubernetesVersion"),
        timeoutSeconds,
        dockerHost,
        provider,
        identity,
        nodes,
    };
    if (settings.trust !== undefined) announceTrust(name, settings.trust, provider, inside);
    return {
        core,
        agentPool,
        registry: registriesReady(name, registries, server, core, child),
        docker: {
            provider: host.data.provider,
            image: made.image,
            server: container,
            ...(server.volume ? { dataVolume: server.volume } : {}),
            ...registries.containers,
        },
        origin: { daemonId: made.daemonId, serverContainer: containerName },
    };
}

/** Returns the cluster's fixed ports without those of agents, which the pools record. */
function ownPorts(settings: ClusterSettings) {
    const { agent: _agents, ...others } = clusterPorts(settings);
    return plainPorts(Object.values(others).flat());
}
