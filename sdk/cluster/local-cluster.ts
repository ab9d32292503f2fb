import * as pulumi from "@pulumi/pulumi";
import { Registries } from "../registries/registries";
import { type ClusterArgs } from "./cluster-args";
import { type ClusterParts } from "./cluster-parts";
import { clusterProvider } from "./cluster-provider";
import { clusterReady } from "./cluster-ready";
import { type ClusterSettings } from "./cluster-settings";
import { clusterPorts } from "./fixed-ports";
import { Host } from "./host";
import { type JoinSettings } from "./join-settings";
import { Kubeconfigs } from "./kubeconfigs";
import { nodeName } from "./names";
import { nodeScheduling } from "./node-scheduling";
import { Server } from "./server";

/** A cluster in Docker, whose provider waits until all of it is ready. */
export function localCluster(
    name: string,
    { args, settings, registryImage }: { args: ClusterArgs; settings: ClusterSettings; registryImage?: string },
    locality: pulumi.Resource,
    child: pulumi.CustomResourceOptions,
): ClusterParts {
    const transforms = args.transform ?? {};
    const host = new Host(name, settings, transforms, { ...child, dependsOn: locality });
    const { timeoutSeconds, dockerHost, keptVolume } = settings;
    const place = { cluster: name, host, timeoutSeconds, dockerHost, child };
    const registries = new Registries(place, args, transforms, registryImage);
    const server = new Server(name, settings, host, registries, transforms, child);
    const kubeconfigs = new Kubeconfigs(name, settings, host, server, child);
    const { kubeconfig } = kubeconfigs;
    const { container, containerName } = server;
    const clusterId = server.identity.output("clusterId");
    const identity = keptVolume === undefined ? server.identity : undefined;
    // Those of agents are their pool's.
    const { agent: _agents, ...others } = clusterPorts(args);
    const fixed = Object.values(others).flat();
    const join: JoinSettings = {
        settings,
        host,
        registries,
        clusterId,
        identity: server.identity,
        kubeconfig,
        agentToken: keptVolume === undefined ? server.identity.output("agentToken") : kubeconfigs.agentToken,
        serverContainer: containerName,
        transforms,
        taken: { pools: new Map(), ports: [{ whose: ` of Cluster "${name}"`, ports: fixed }] },
    };

    const inside = { ...child, deletedWith: identity };
    const ready = clusterReady(name, settings, server, kubeconfig, child);
    // Nobody is switched to a cluster that does not answer.
    kubeconfigs.merge(args.kubeconfig ?? {}, { ...child, dependsOn: ready });
    const scheduled = { kubeconfig, clusterId, containerId: container.id, timeoutSeconds };
    const parts = [
        ready,
        ...host.loadImages(`${name}-server-images`, containerName, container.id, child),
        ...nodeScheduling(nodeName(name, "server"), settings.server, scheduled, inside),
    ];
    return {
        access: { kubeconfig, clusterId, path: host.cluster, owner: host.owner, dockerHost },
        containerKubeconfig: kubeconfigs.containerKubeconfig,
        kubeconfigPath: kubeconfigs.path,
        apiUrl: pulumi.interpolate`https://${host.publishedHost}:${server.port}`,
        networkName: host.networkName,
        kubernetesVersion: ready.output("kubernetesVersion"),
        identity,
        join,
        docker: {
            provider: host.provider,
            image: host.image,
            server: container,
            ...(server.volume ? { dataVolume: server.volume } : {}),
            ...registries.containers,
        },
        withAgents: (agents) => {
            const options = { ...inside, dependsOn: [...parts, ...agents] };
            const provider = clusterProvider(name, kubeconfig, clusterId, transforms.provider, options);
            return { provider, registry: registries.ready(server, provider, identity) };
        },
    };
}
