import type * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { LifecycleResource } from "../../provider/shims/lifecycle-resource";
import { AgentPool } from "../agents/agent-pool";
import { Registries } from "../registries/registries";
import { type ClusterArgs } from "./cluster-args";
import { clusterProvider } from "./cluster-provider";
import { clusterReady } from "./cluster-ready";
import { checkClusterArgs } from "./cluster-rules";
import { clusterSettings } from "./cluster-settings";
import { Host } from "./host";
import { type JoinSettings } from "./join-settings";
import { Kubeconfigs } from "./kubeconfigs";
import { nodeName } from "./names";
import { nodeScheduling } from "./node-scheduling";
import { Server } from "./server-node";
import { checkTarget } from "./target";

/**
 * A K3s cluster in Docker: one server and any number of agents.
 *
 * It is ready, for what depends on it and for `pulumi up`, when the API server answers, every node is Ready, CoreDNS
 * is available and the default ServiceAccount exists.
 *
 * @example
 * const cluster = new k3s.Cluster("dev", { agents: 2, dataVolume: true });
 * new kubernetes.core.v1.Namespace("shop", {}, { provider: cluster.provider });
 *
 * @throws ArgumentError when an argument cannot work, before anything is made.
 */
export class Cluster extends pulumi.ComponentResource {
    /** The cluster's name: also that of its kubeconfig context, and of its server on the Docker network. */
    readonly name: string;
    /** The administrator's kubeconfig for processes on this machine. Secret. */
    readonly kubeconfig: pulumi.Output<string>;
    /** The administrator's kubeconfig for containers on the cluster's Docker network. Secret. */
    readonly containerKubeconfig: pulumi.Output<string>;
    /** File with {@link kubeconfig}, readable by the current user alone. */
    readonly kubeconfigPath: pulumi.Output<string>;
    /** URL of the API server for processes on this machine. */
    readonly apiUrl: pulumi.Output<string>;
    /** Name of the Docker network that nodes and endpoints are on. */
    readonly networkName: pulumi.Output<string>;
    /** Version of Kubernetes that the API server reports. */
    readonly kubernetesVersion: pulumi.Output<string>;
    /**
     * The registry as this machine and pods name it, `localhost:<port>`; what uses it waits until it answers. Undefined
     * without the argument `registry`.
     */
    readonly registry?: pulumi.Output<string>;
    /** Provider for Kubernetes resources of one's own; it waits until the cluster is ready. */
    readonly provider: kubernetes.Provider;
    /**
     * What everything inside the cluster is `deletedWith`; undefined where the data outlives the stack.
     * @internal
     */
    readonly identity?: pulumi.Resource;
    /** What an agent or an endpoint needs to join. @internal */
    readonly join: JoinSettings;

    constructor(name: string, args: ClusterArgs = {}, options?: pulumi.ComponentResourceOptions) {
        checkClusterArgs(name, args);
        const config = new pulumi.Config("k3s");
        const target = checkTarget(name, config.get("target"));
        super("k3s:index:Cluster", name, {}, options);
        const settings = clusterSettings(args, config.get("image"));
        const child: pulumi.CustomResourceOptions = { parent: this };

        const locality = new LifecycleResource("v1.Target", `${name}-target`, { cluster: name, target }, child);
        const host = new Host(name, settings, { ...child, dependsOn: locality });
        const { timeoutSeconds, dockerHost, keptVolume } = settings;
        const place = { cluster: name, host, timeoutSeconds, dockerHost, child };
        const registries = new Registries(place, args, config.get("registryImage"));
        const server = new Server(name, settings, host, registries, args.transform?.server, child);
        const kubeconfigs = new Kubeconfigs(name, settings, host, server, child);
        const { kubeconfig } = kubeconfigs;
        const { container, containerName, identity } = server;
        const clusterId = identity.output("clusterId");

        this.name = name;
        this.kubeconfig = kubeconfig;
        this.containerKubeconfig = kubeconfigs.containerKubeconfig;
        this.kubeconfigPath = kubeconfigs.path;
        this.apiUrl = pulumi.interpolate`https://${host.publishedHost}:${server.port}`;
        this.networkName = host.networkName;
        this.identity = keptVolume === undefined ? identity : undefined;
        this.join = {
            settings,
            host,
            registries,
            clusterId,
            identity,
            kubeconfig,
            agentToken: keptVolume === undefined ? identity.output("agentToken") : kubeconfigs.agentToken,
            serverContainer: containerName,
            transform: args.transform?.agent,
        };

        const inside = { ...child, deletedWith: this.identity };
        const ready = clusterReady(name, settings, server, kubeconfig, child);
        // Nobody is switched to a cluster that does not answer.
        kubeconfigs.merge(args.kubeconfig ?? {}, { ...child, dependsOn: ready });
        const access = { kubeconfig, clusterId, containerId: container.id, timeoutSeconds };
        const parts = [
            ready,
            ...host.loadImages(`${name}-server-images`, containerName, container.id, child),
            ...nodeScheduling(nodeName(name, "server"), settings.server, access, inside),
            ...this.agents(settings.agents, child),
        ];
        this.kubernetesVersion = ready.output("kubernetesVersion");
        this.provider = clusterProvider(name, kubeconfig, clusterId, { ...inside, dependsOn: parts });
        this.registry = registries.ready(server, this.provider, this.identity);
        this.registerOutputs({
            kubeconfigPath: this.kubeconfigPath,
            apiUrl: this.apiUrl,
            networkName: this.networkName,
            kubernetesVersion: this.kubernetesVersion,
            registry: this.registry,
        });
    }

    private agents(count: number, child: pulumi.ComponentResourceOptions): pulumi.Resource[] {
        if (count === 0) return [];
        return [new AgentPool(`${this.name}-agent`, { cluster: this, name: "agent", count }, child)];
    }
}
