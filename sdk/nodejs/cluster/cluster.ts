import type * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { type AgentPool } from "../agents/agent-pool";
import { afterResource } from "../references/after-resource";
import { type Reference, type ReferenceParts } from "../references/reference";
import { type ClusterArgs } from "./arguments/cluster-args";
import { type AnyCluster, type ClusterCore } from "./cluster-core";
import { type ClusterDocker } from "./cluster-docker";
import { ClusterPlan } from "./cluster-plan";
import { clusterReference } from "./cluster-reference";
import { clusterHandle } from "./existing/handle";
import { refuseDockerProvider } from "./provider-options";
import { type ClusterGetArgs, SharedClusterPlan } from "./existing/shared-cluster";

/**
 * A K3s cluster in Docker: one server and any number of agents.
 *
 * It is ready, for what depends on it, for who uses its outputs, and for `pulumi up`, when the API server answers, every
 * node is Ready, CoreDNS is available and the default ServiceAccount exists.
 *
 * @example
 * const cluster = new k3s.Cluster("dev", { agents: 2, dataVolume: true });
 * new kubernetes.core.v1.Namespace("shop", {}, { provider: cluster.provider });
 *
 * @throws ArgumentError when an argument cannot work, before anything is made.
 */
export class Cluster extends pulumi.ComponentResource implements AnyCluster, Reference {
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
     * without the argument `registry`, and where the cluster is another stack's.
     */
    readonly registry?: pulumi.Output<string>;
    /** Provider for Kubernetes resources of one's own; it waits until the cluster is ready. */
    readonly provider: kubernetes.Provider;
    /** The Docker resources that it is made of. Undefined in production, and where the cluster is another stack's. */
    readonly docker?: ClusterDocker;
    /** The agents that `agents` counts. Undefined where there are none. */
    readonly agentPool?: AgentPool;
    /**
     * By which another stack uses this cluster with {@link Cluster.get}. Secret: it gives full control of the cluster.
     *
     * @example export const cluster = dev.handle;
     */
    readonly handle: pulumi.Output<string>;
    /** All that other components need of it. @internal */
    readonly core: ClusterCore;
    /** What `environment` and `withReferences` give. @internal */
    readonly reference: ReferenceParts;

    constructor(name: string, args?: ClusterArgs, options?: pulumi.ComponentResourceOptions);
    /** @internal */
    constructor(name: string, plan: SharedClusterPlan, options?: pulumi.ComponentResourceOptions);
    constructor(name: string, args: ClusterArgs | SharedClusterPlan = {}, options?: pulumi.ComponentResourceOptions) {
        const plan = args instanceof SharedClusterPlan ? args : ClusterPlan.of(name, args);
        refuseDockerProvider("Cluster", name, options);
        super("k3s:index:Cluster", name, {}, options);
        const made = plan.make({ parent: this });
        const { core } = made;
        const whenReady = <T>(value: pulumi.Input<T>) => afterResource(value, core.provider);
        this.name = name;
        this.core = core;
        this.provider = core.provider;
        this.kubeconfig = whenReady(core.kubeconfig);
        this.containerKubeconfig = whenReady(core.containerKubeconfig);
        this.kubeconfigPath = whenReady(core.kubeconfigPath);
        this.apiUrl = whenReady(core.apiUrl);
        this.networkName = whenReady(core.nodes?.host.data.networkName);
        this.kubernetesVersion = whenReady(core.kubernetesVersion);
        this.registry = made.registry;
        this.docker = made.docker;
        this.agentPool = made.agentPool;
        this.handle = made.handle ?? clusterHandle(core, made.origin);
        this.reference = clusterReference(core, this);
        this.registerOutputs({
            kubeconfigPath: this.kubeconfigPath,
            apiUrl: this.apiUrl,
            networkName: this.networkName,
            kubernetesVersion: this.kubernetesVersion,
            registry: this.registry,
        });
    }

    /**
     * A cluster that another stack made, by its {@link Cluster.handle}. Everything that takes a cluster takes it. What this
     * stack makes there is its own: `pulumi destroy` here deletes that and leaves the cluster, and nothing of the cluster's
     * own stack changes.
     *
     * The cluster has to be where the other stack's is: on the same Docker daemon, or in production there as well as here
     * (`k3s:target`).
     *
     * @example
     * const platform = new pulumi.StackReference("acme/platform/dev");
     * const cluster = k3s.Cluster.get("dev", { handle: platform.requireOutput("cluster") });
     *
     * @throws ArgumentError for what is no handle, or one of another version.
     */
    static get(name: string, args: ClusterGetArgs, options?: pulumi.ComponentResourceOptions): Cluster {
        return new Cluster(name, SharedClusterPlan.of(name, args), options);
    }
}
