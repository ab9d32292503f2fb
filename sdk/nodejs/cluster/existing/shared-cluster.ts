import * as pulumi from "@pulumi/pulumi";
import { lifecycleResource } from "../../../../provider/shims/lifecycle-resource";
import { packageHooks } from "../../../../provider/shims/package-hooks";
import { onceCreated } from "../../references/once-created";
import { ArgumentError, checkArguments, nonBlank, optional, secret, seconds } from "../../validation";
import { type ClusterCore, type ClusterNodes } from "../cluster-core";
import { clusterProvider } from "../cluster-provider";
import { clusterName } from "../arguments/cluster-rules";
import { DockerHost } from "../local/docker-host";
import { type HandleData, readHandle } from "./handle";
import { dockerProvider, published } from "../local/host";
import { kubeconfigFiles } from "../kubeconfigs";
import { type CreatedCluster } from "../created-cluster";
import { clusterPath, namePrefix } from "../names";
import { productionCluster } from "../production/production-cluster";
import { targetOf } from "../target";

type SharedNodes = NonNullable<HandleData["nodes"]>;

/** The arguments of {@link Cluster.get}. */
export interface ClusterGetArgs {
    /**
     * The cluster's output `handle`, as the stack that created the cluster exports it. A secret.
     *
     * @change New credentials replace nothing. The handle of another cluster replaces everything that this stack has in
     * the cluster.
     * @example new pulumi.StackReference("acme/platform/dev").requireOutput("cluster")
     */
    handle: pulumi.Input<string>;
    /**
     * How long to wait for the cluster to answer, in seconds.
     *
     * @default the cluster's own `timeoutSeconds`
     * @change Changes no resource.
     */
    timeoutSeconds?: pulumi.Input<number> | undefined;
}

/** The checked arguments of `Cluster.get`. */
export class SharedClusterPlan {
    private constructor(
        private readonly name: string,
        private readonly target: "local" | "production",
        private readonly handle: pulumi.Output<string>,
        private readonly data: pulumi.Output<HandleData>,
        private readonly timeoutSeconds: pulumi.Input<number>,
    ) {}

    static of(name: string, args: ClusterGetArgs): SharedClusterPlan {
        const { handle, timeoutSeconds } = checkArguments<ClusterGetArgs & { name: string }>(
            "Cluster",
            name,
            { ...args, name },
            { name: clusterName, handle: secret(nonBlank), timeoutSeconds: optional(seconds) },
        );
        const { target } = targetOf(name, new pulumi.Config("k3s"));
        const read = (text: unknown) => {
            const data = readHandle(text, target);
            if ("format" in data) return data;
            throw new ArgumentError("Cluster", name, [data]);
        };
        // A handle in plain text is checked at once.
        if (typeof handle === "string") read(handle);
        const data = pulumi.secret(pulumi.output(handle).apply(read));
        const waits = timeoutSeconds ?? publicPart(data, (its) => its.timeoutSeconds);
        return new SharedClusterPlan(name, target, pulumi.secret(handle), data, waits);
    }

    make(child: pulumi.CustomResourceOptions): CreatedCluster {
        const { name, target, handle, data, timeoutSeconds } = this;
        const first = { ...child, hooks: packageHooks() };
        const locality = lifecycleResource("v1.Target", `${name}-target`, { cluster: name, target }, first);
        const options = { ...child, dependsOn: locality };
        const { core } =
            target === "production"
                ? productionCluster(name, { kubeconfig: data.kubeconfig }, timeoutSeconds, undefined, options)
                : { core: sharedCluster(name, data, timeoutSeconds, options) };
        return { core, handle };
    }
}

function sharedCluster(
    name: string,
    data: pulumi.Output<HandleData>,
    timeoutSeconds: pulumi.Input<number>,
    child: pulumi.CustomResourceOptions,
): ClusterCore {
    const nodes = data.apply((known) => known.nodes as SharedNodes);
    const dockerHost = publicPart(nodes, (its) => its.dockerHost) as pulumi.Input<string>;
    const clusterId = publicPart(data, (its) => its.clusterId);
    const source = publicPart(data, (its) => its.source);
    const context = publicPart(data, (its) => its.name);
    const { kubeconfig, containerKubeconfig } = data;
    const found = lifecycleResource(
        "v1.SharedCluster",
        `${name}-shared`,
        {
            name: context,
            source,
            namePrefix: namePrefix(pulumi.getProject(), pulumi.getStack(), name),
            cluster: clusterPath(pulumi.getProject(), pulumi.getStack(), name),
            clusterId,
            daemonId: publicPart(nodes, (its) => its.daemonId),
            serverContainer: publicPart(nodes, (its) => its.serverContainer),
            dockerHost,
        },
        child,
    );
    const after = { ...child, dependsOn: found };
    const ready = lifecycleResource(
        "v1.SharedClusterReady",
        `${name}-ready`,
        { name: context, source, kubeconfig, clusterId, timeoutSeconds },
        after,
    );
    const host = new DockerHost({
        provider: dockerProvider(name, found, dockerHost, undefined, child),
        dockerHost,
        namePrefix: found.output("namePrefix"),
        owner: found.output("owner"),
        networkName: publicPart(nodes, (its) => its.networkName),
        engine: found.output("engine"),
        ...published(found),
        prepared: found,
    });
    const path = found.output("cluster");
    // The kubeconfig is known after the creation only, as for a cluster of this stack, so that the preview of a new
    // stack does not connect to the cluster.
    const access = {
        kubeconfig: onceCreated(found, kubeconfig),
        context,
        clusterId,
        isOwn: false,
        whenDown: { deleteUnreachable: true } as const,
    };
    return {
        name,
        path,
        owner: host.data.owner,
        clusterId,
        kubeconfig,
        containerKubeconfig,
        kubeconfigPath: kubeconfigFiles(name, path, { kubeconfig, containerKubeconfig }, child),
        apiUrl: publicPart(data, (its) => its.apiUrl),
        kubernetesVersion: ready.output("kubernetesVersion"),
        timeoutSeconds,
        dockerHost,
        shared: true,
        provider: clusterProvider(name, access, undefined, { ...child, dependsOn: ready }),
        nodes: joinable(data, nodes, host, { name, clusterId, kubeconfig, timeoutSeconds }),
    };
}

/**
 * Returns the data with which agents of this stack join the other stack's cluster. Their data is in their containers.
 */
function joinable(
    data: pulumi.Output<HandleData>,
    nodes: pulumi.Output<SharedNodes>,
    host: DockerHost,
    {
        name,
        clusterId,
        kubeconfig,
        timeoutSeconds,
    }: Pick<ClusterCore, "name" | "clusterId" | "kubeconfig" | "timeoutSeconds">,
): ClusterNodes {
    return {
        cluster: name,
        server: publicPart(data, (its) => its.name),
        host,
        clusterId,
        kubeconfig,
        agentToken: nodes.agentToken,
        image: publicPart(nodes, (its) => its.image),
        nodeVersion: publicPart(nodes, (its) => its.nodeVersion),
        serviceSubnet: publicPart(nodes, (its) => its.serviceSubnet),
        hostAliases: publicPart(nodes, (its) => its.hostAliases),
        dns: {
            variables: publicPart(nodes, (its) => its.dns?.variables ?? []),
            resolvers: publicPart(nodes, (its) => its.dns?.resolvers) as pulumi.Output<string[]>,
        },
        files: nodes.files,
        proxy: sharedProxy(nodes),
        caches: [],
        images: publicPart(nodes, (its) => its.images),
        timeoutSeconds,
        // Both may contain secrets.
        agent: {
            environment: nodes.apply((its) => its.agent.environment ?? {}),
            extraArgs: nodes.apply((its) => its.agent.extraArgs ?? []),
        },
        keepsData: false,
        transforms: {},
        taken: { aliases: [], pools: new Map(), ports: [] },
    };
}

/**
 * Returns the proxies' variables. They are secret because a URL may contain credentials. Without a proxy they stay
 * plain, so that the nodes' environment is not secret without need.
 */
function sharedProxy(nodes: pulumi.Output<SharedNodes>): pulumi.Output<Record<string, string>> {
    const variables = publicPart(nodes, (its) => its.proxy ?? {});
    return variables.apply((known) => (Object.keys(known).length > 0 ? pulumi.secret(known) : pulumi.output(known)));
}

/** Returns a part of a handle that is not secret by itself. */
function publicPart<Whole, Part>(whole: pulumi.Output<Whole>, part: (known: Whole) => Part): pulumi.Output<Part> {
    return pulumi.unsecret(whole.apply<Part>((known) => part(known)));
}
