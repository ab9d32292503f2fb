import type * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { lifecycleResource } from "../../provider/shims/lifecycle-resource";
import { AgentPool } from "../agents/agent-pool";
import { type Reference, type ReferenceParts } from "../references/reference";
import { type ClusterArgs } from "./cluster-args";
import { type ClusterAccess, type ClusterDocker } from "./cluster-parts";
import { clusterReference } from "./cluster-reference";
import { checkClusterArgs } from "./cluster-rules";
import { clusterSettings } from "./cluster-settings";
import { configuredImage } from "./configured-image";
import { type JoinSettings } from "./join-settings";
import { holdVolume } from "./kept-volumes";
import { localCluster } from "./local-cluster";
import { productionCluster } from "./production-cluster";
import { refuseDockerProvider } from "./provider-options";
import { targetOf } from "./target";

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
export class Cluster extends pulumi.ComponentResource implements Reference {
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
    /** Name of the Docker network that nodes and endpoints are on. Undefined in production. */
    readonly networkName: pulumi.Output<string | undefined>;
    /** Version of Kubernetes that the API server reports. */
    readonly kubernetesVersion: pulumi.Output<string>;
    /**
     * The registry as the Docker host and pods name it, `localhost:<port>`; what uses it waits until it answers. Undefined
     * without the argument `registry`.
     */
    readonly registry?: pulumi.Output<string>;
    /** Provider for Kubernetes resources of one's own; it waits until the cluster is ready. */
    readonly provider: kubernetes.Provider;
    /** The Docker resources that it is made of. Undefined in production. */
    readonly docker?: ClusterDocker;
    /** The agents that `agents` counts. Undefined where there are none. */
    readonly agentPool?: AgentPool;
    /**
     * What everything inside the cluster is `deletedWith`; undefined where the data outlives the stack.
     * @internal
     */
    readonly identity?: pulumi.Resource;
    /** What `environment` and `withReferences` give. @internal */
    readonly reference: ReferenceParts;
    /** What our own resources need to look into it. @internal */
    readonly access: ClusterAccess;
    /** What an agent or a relay needs to join; undefined in production. @internal */
    readonly join?: JoinSettings;

    constructor(name: string, args: ClusterArgs = {}, options?: pulumi.ComponentResourceOptions) {
        checkClusterArgs(name, args);
        refuseDockerProvider("Cluster", name, options);
        const config = new pulumi.Config("k3s");
        const target = targetOf(name, config, args.production);
        const settings = clusterSettings(args, configuredImage(name, config, "image"));
        const registryImage = configuredImage(name, config, "registryImage");
        if (target !== "production") holdVolume(name, settings);
        super("k3s:index:Cluster", name, {}, options);
        const child: pulumi.CustomResourceOptions = { parent: this };
        const locality = lifecycleResource("v1.Target", `${name}-target`, { cluster: name, target }, child);

        this.name = name;
        const parts =
            target === "production" && args.production
                ? productionCluster(name, args.production, settings.timeoutSeconds, args.transform?.provider, {
                      ...child,
                      dependsOn: locality,
                  })
                : localCluster(name, { args, settings, registryImage }, locality, child);
        this.access = parts.access;
        this.kubeconfig = parts.access.kubeconfig;
        this.containerKubeconfig = parts.containerKubeconfig;
        this.kubeconfigPath = parts.kubeconfigPath;
        this.apiUrl = parts.apiUrl;
        this.networkName = pulumi.output(parts.networkName);
        this.kubernetesVersion = parts.kubernetesVersion;
        this.identity = parts.identity;
        this.join = parts.join;
        this.docker = parts.docker;
        this.agentPool = this.join && this.agents(settings.agents, child);
        const services = parts.withAgents(this.agentPool ? [this.agentPool] : []);
        this.provider = services.provider;
        this.registry = services.registry;
        this.reference = clusterReference(name, parts, services.provider);
        this.registerOutputs({
            kubeconfigPath: this.kubeconfigPath,
            apiUrl: this.apiUrl,
            networkName: this.networkName,
            kubernetesVersion: this.kubernetesVersion,
            registry: this.registry,
        });
    }

    private agents(count: number, child: pulumi.ComponentResourceOptions): AgentPool | undefined {
        if (count === 0) return undefined;
        return new AgentPool(`${this.name}-agent`, { cluster: this, name: "agent", count }, child);
    }
}
