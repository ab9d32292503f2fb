import type * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { type AgentPool } from "../agents/agent-pool";
import { afterResource } from "../references/after-resource";
import { environmentOutput } from "../references/environment-output";
import { type Reference, type ReferenceParts } from "../references/reference";
import { type ClusterArgs } from "./arguments/cluster-args";
import { type AnyCluster, type ClusterCore } from "./cluster-core";
import { type ClusterDocker } from "./cluster-docker";
import { ClusterPlan } from "./cluster-plan";
import { clusterReference, containerVariables } from "./cluster-reference";
import { clusterHandle } from "./existing/handle";
import { refuseDockerProvider } from "./provider-options";
import { type ClusterGetArgs, SharedClusterPlan } from "./existing/shared-cluster";

/**
 * A K3s cluster in Docker: one server and any number of agents.
 *
 * The cluster is ready when the API server answers, every node has just reported that it is Ready, CoreDNS is available
 * and the default ServiceAccount exists. The outputs are known then, so a resource that uses one of them comes after
 * the cluster, its `agents` and its `images`.
 *
 * The name is a DNS label of at most 40 characters. Node names begin with it (`dev-server`, `dev-agent-0`), and it is the
 * name of the kubeconfig's context and of the server on the Docker network.
 *
 * @example
 * import * as kubernetes from "@pulumi/kubernetes";
 * import * as k3s from "pulumi-k3s";
 *
 * const cluster = new k3s.Cluster("dev", { agents: 2, dataVolume: true });
 *
 * // Resources with the cluster's provider wait for the cluster.
 * new kubernetes.core.v1.Namespace(
 *     "shop",
 *     { metadata: { name: "shop" } },
 *     { provider: cluster.provider },
 * );
 *
 * export const kubeconfigPath = cluster.kubeconfigPath;
 *
 * @throws ArgumentError when an argument cannot work, before anything is created.
 */
export class Cluster extends pulumi.ComponentResource implements AnyCluster, Reference {
    /** Name of the cluster, of its kubeconfig context, and of its server on the Docker network. A plain string. */
    readonly name: string;
    /** The administrator's kubeconfig for processes on this machine. Secret. */
    readonly kubeconfig: pulumi.Output<string>;
    /** The administrator's kubeconfig for containers on the cluster's Docker network (`https://<name>:6443`). Secret. */
    readonly containerKubeconfig: pulumi.Output<string>;
    /** Path of a file with `kubeconfig`, which only the current user can read. */
    readonly kubeconfigPath: pulumi.Output<string>;
    /** URL of the API server for processes on this machine. */
    readonly apiUrl: pulumi.Output<string>;
    /** Name of the Docker network of nodes and endpoints. Undefined in production. */
    readonly networkName: pulumi.Output<string | undefined>;
    /** Version of Kubernetes that the API server reports. */
    readonly kubernetesVersion: pulumi.Output<string>;
    /**
     * The registry's address on the Docker host and in pods, `localhost:<port>`. Known when the registry answers.
     * Undefined without the argument `registry`, and for a cluster of another stack.
     */
    readonly registry?: pulumi.Output<string>;
    /** Provider for Kubernetes resources of the program. The resources wait until the cluster is ready. */
    readonly provider: kubernetes.Provider;
    /** The Docker resources of the cluster. Undefined in production, and for a cluster of another stack. */
    readonly docker?: ClusterDocker;
    /** The pool of the `agents`. Undefined if there are none. */
    readonly agentPool?: AgentPool;
    /**
     * Text by which another stack uses this cluster with {@link Cluster.get}. Secret: it gives full control of the
     * cluster.
     *
     * @example export const cluster = dev.handle;
     */
    readonly handle: pulumi.Output<string>;
    /**
     * The environment variables with which a process on this machine uses the cluster: `KUBECONFIG` and
     * `K8S_CLUSTER_NAME`. None of them is secret. In TypeScript, {@link environment} merges them with the ones of other
     * clusters and endpoints.
     *
     * @example new command.local.Command("seed", { create: "./seed.sh", environment: cluster.environment });
     */
    readonly environment: pulumi.Output<Record<string, string>>;
    /**
     * The environment variables with which a container uses the cluster. The container also needs `containerKubeconfig`
     * as the file that `KUBECONFIG` names, and the Docker network `networkName`. In TypeScript, {@link withReferences}
     * adds all three.
     */
    readonly containerEnvironment: pulumi.Output<Record<string, string>>;
    /** The data that other components use. @internal */
    readonly core: ClusterCore;
    /** The data that `environment` and `withReferences` use. @internal */
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
        this.environment = environmentOutput(this.reference.onHost);
        this.containerEnvironment = whenReady(environmentOutput(containerVariables(core.name)));
        this.registerOutputs({
            kubeconfigPath: this.kubeconfigPath,
            apiUrl: this.apiUrl,
            networkName: this.networkName,
            kubernetesVersion: this.kubernetesVersion,
            registry: this.registry,
        });
    }

    /**
     * Returns the cluster of another stack, given its output `handle`. Every component that accepts a cluster accepts
     * it. This stack owns what it creates in the cluster: its `pulumi destroy` deletes that and keeps the cluster. The
     * stack that created the cluster does not change.
     *
     * Both stacks have to reach the cluster at the same location: on the same Docker daemon, or in production
     * (`k3s:target`).
     *
     * @example
     * import * as pulumi from "@pulumi/pulumi";
     * import * as k3s from "pulumi-k3s";
     *
     * const platform = new pulumi.StackReference("acme/platform/dev");
     *
     * const cluster = k3s.Cluster.get("dev", { handle: platform.requireOutput("cluster") });
     *
     * new k3s.Manifest("app", { cluster, path: "./k8s/overlays/dev" });
     *
     * @throws ArgumentError when the text is not a handle, or is the handle of another version of the package.
     */
    static get(name: string, args: ClusterGetArgs, options?: pulumi.ComponentResourceOptions): Cluster {
        return new Cluster(name, SharedClusterPlan.of(name, args), options);
    }
}
