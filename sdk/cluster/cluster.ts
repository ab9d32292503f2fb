import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { LifecycleResource } from "../../provider/shims/lifecycle-resource";
import { AgentPool } from "../agents/agent-pool";
import { checkClusterArgs, type ClusterArgs } from "./cluster-args";
import { type ClusterSettings, clusterSettings } from "./cluster-settings";
import { Host } from "./host";
import { type KubeconfigArgs } from "./kubeconfig-args";
import { kubeconfigPaths } from "./kubeconfig-paths";
import { userKubeconfig } from "./user-kubeconfig";
import { nodeName } from "./names";
import { type JoinSettings } from "./join-settings";
import { nodeScheduling } from "./node-scheduling";
import { Server } from "./server-node";
import { Registries } from "../registries/registries";
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
        const { timeoutSeconds, dockerHost } = settings;
        const place = { cluster: name, host, timeoutSeconds, dockerHost, child };
        const registries = new Registries(place, args, config.get("registryImage"));
        const server = new Server(name, settings, host, registries, args.transform?.server, child);
        this.name = name;
        const kubeconfig = this.readKubeconfig(settings, host, server);
        const { identity } = server;
        const clusterId = identity.output("clusterId");

        this.kubeconfig = kubeconfig.output("kubeconfig");
        this.containerKubeconfig = kubeconfig.output("containerKubeconfig");
        this.apiUrl = pulumi.interpolate`https://${host.publishedHost}:${server.port}`;
        this.networkName = host.networkName;
        this.identity = settings.keptVolume ? undefined : identity;
        this.join = {
            settings,
            host,
            registries,
            clusterId,
            identity,
            kubeconfig: this.kubeconfig,
            agentToken: settings.keptVolume ? kubeconfig.output("agentToken") : identity.output("agentToken"),
            serverContainer: server.containerName,
            transform: args.transform?.agent,
        };

        const files = this.writeFiles(host, child);
        const ready = new LifecycleResource(
            "v1.ClusterReady",
            `${name}-ready`,
            {
                kubeconfig: this.kubeconfig,
                clusterId,
                serverContainer: server.containerName,
                serverContainerId: server.container.id,
                serverNode: nodeName(name, "server"),
                keepsData: settings.keepsData,
                coreDns: !settings.disable.includes("coredns"),
                timeoutSeconds: settings.timeoutSeconds,
                dockerHost: settings.dockerHost,
            },
            child,
        );
        this.mergeKubeconfig(args.kubeconfig, { ...child, dependsOn: ready });
        const images = host.loadImages(`${name}-server-images`, server.containerName, server.container.id, child);
        const scheduling = nodeScheduling(
            nodeName(name, "server"),
            settings.server,
            {
                kubeconfig: this.kubeconfig,
                clusterId,
                containerId: server.container.id,
                timeoutSeconds: settings.timeoutSeconds,
            },
            { ...child, deletedWith: this.identity },
        );
        const agents =
            settings.agents > 0
                ? [new AgentPool(`${name}-agent`, { cluster: this, name: "agent", count: settings.agents }, child)]
                : [];
        this.kubeconfigPath = files.output("path");
        this.kubernetesVersion = ready.output("kubernetesVersion");
        this.provider = new kubernetes.Provider(
            name,
            {
                kubeconfig: this.kubeconfig,
                context: name,
                clusterIdentifier: clusterId,
                // An interrupted `up` leaves objects that no state knows; this cluster is nobody else's.
                upsertExistingObjects: true,
                deleteUnreachable: true,
                suppressHelmHookWarnings: true,
            },
            { ...child, dependsOn: [ready, ...images, ...scheduling, ...agents], deletedWith: this.identity },
        );
        this.registry = registries.ready(server, this.provider, this.identity);
        this.registerOutputs({
            kubeconfigPath: this.kubeconfigPath,
            apiUrl: this.apiUrl,
            networkName: this.networkName,
            kubernetesVersion: this.kubernetesVersion,
            registry: this.registry,
        });
    }

    private readKubeconfig(settings: ClusterSettings, host: Host, server: Server): LifecycleResource<"v1.Kubeconfig"> {
        const name = this.name;
        return new LifecycleResource(
            "v1.Kubeconfig",
            `${name}-kubeconfig`,
            {
                name,
                clusterId: server.identity.output("clusterId"),
                serverContainer: server.containerName,
                host: host.publishedHost,
                port: server.port,
                readsToken: settings.keptVolume !== undefined,
                timeoutSeconds: settings.timeoutSeconds,
                dockerHost: settings.dockerHost,
            },
            { parent: this, dependsOn: server.container },
        );
    }

    private writeFiles(host: Host, child: pulumi.CustomResourceOptions): LifecycleResource<"v1.KubeconfigFiles"> {
        const paths = host.cluster.apply(kubeconfigPaths);
        return new LifecycleResource(
            "v1.KubeconfigFiles",
            `${this.name}-kubeconfig-files`,
            {
                root: paths.root,
                path: paths.path,
                containerPath: paths.containerPath,
                kubeconfig: this.kubeconfig,
                containerKubeconfig: this.containerKubeconfig,
            },
            child,
        );
    }

    /** Once the cluster is ready: nobody is switched to one that does not answer. */
    private mergeKubeconfig(
        { merge = false, switchContext = false }: KubeconfigArgs = {},
        options: pulumi.CustomResourceOptions,
    ): void {
        if (merge === false) return;
        const inputs = { path: userKubeconfig(merge), kubeconfig: this.kubeconfig, switchContext };
        new LifecycleResource("v1.KubeconfigMerge", `${this.name}-kubeconfig-merge`, inputs, options);
    }
}
