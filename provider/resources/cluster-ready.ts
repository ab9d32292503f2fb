import { type NodeContainers, runsSince } from "../nodes/node-containers";
import { type NetworkAttachment } from "../../shared/docker/network-attachment";
import { Failure } from "../failure";
import { clientCertificateEnd } from "../kubeconfig/client-certificate";
import { type Api } from "../kubernetes/api";
import { clusterReadiness } from "../nodes/cluster-readiness";
import { ApiError, CaMismatch } from "../kubernetes/errors";
import { exitedFailure } from "../nodes/exited-failure";
import { look } from "../kubernetes/look";
import { nodeReport } from "../nodes/node-report";
import { podsBack } from "../nodes/pods-back";
import { onChange } from "../kubernetes/progress";
import { ensureRunning, NodeExited } from "../nodes/running-nodes";
import { type ResolverProbe, resolverWarning } from "../nodes/resolver-probe";
import { serverVersion } from "../kubernetes/server-version";
import { typesDescribed } from "../kubernetes/type-descriptions";
import { isDeadline, untilReady } from "../nodes/until-ready";
import { untilAnswered } from "../kubernetes/until-answered";
import { type Context, type Difference, type Lifecycle } from "../lifecycle";
import { changed, changedKeys, unchanged } from "./support/difference";

export interface ClusterReadyInputs {
    kubeconfig: string;
    clusterId: string;
    serverContainer: string;
    serverContainerId: string;
    serverPlace: NetworkAttachment;
    /** The Kubernetes node's name. */
    serverNode: string;
    /** The cluster's data is in a volume, so it outlives the container. */
    keepsData: boolean;
    /** CoreDNS is part of the cluster. */
    coreDns: boolean;
    timeoutSeconds: number;
    dockerHost?: string;
}

export interface ClusterReadyOutputs extends ClusterReadyInputs {
    /**
     * The version of the API server, such as `v1.34.4+k3s1`; empty when a refresh found that the cluster does not
     * answer.
     */
    kubernetesVersion: string;
    /** When the server's container was last started, as far as this check knows. */
    startedAt: string;
    /**
     * When the server was last started after a refresh had found it down; empty before that, and absent in stacks of
     * 0.2.
     */
    revivedAt: string;
}

export interface ReadinessAccess {
    nodes(dockerHost?: string): NodeContainers;
    connect(kubeconfig: string): Promise<Api>;
}

interface ServerAccess extends ReadinessAccess {
    resolvers(dockerHost?: string): ResolverProbe;
}

/**
 * Waits until the cluster is ready. It is the only resource that reports a cluster that is down, and it starts the
 * cluster again.
 */
export class ClusterReady implements Lifecycle<ClusterReadyInputs, ClusterReadyOutputs> {
    constructor(private readonly access: ServerAccess) {}

    async create(inputs: ClusterReadyInputs, context: Context): Promise<{ id: string; outputs: ClusterReadyOutputs }> {
        return { id: inputs.clusterId, outputs: await this.ready(inputs, context) };
    }

    async diff(_id: string, old: ClusterReadyOutputs, inputs: ClusterReadyInputs): Promise<Difference> {
        const keys = changedKeys<ClusterReadyInputs>(old, inputs);
        if (keys.includes("clusterId")) return { changes: true, replaces: ["clusterId"] };
        if (keys.length > 0 || old.kubernetesVersion === "") return changed;
        const server = await this.access.nodes(inputs.dockerHost).state(inputs.serverContainer);
        return runsSince(server, old.startedAt, inputs.serverPlace.network) && (await this.answers(inputs))
            ? unchanged
            : changed;
    }

    async update(
        _id: string,
        old: ClusterReadyOutputs,
        inputs: ClusterReadyInputs,
        context: Context,
    ): Promise<ClusterReadyOutputs> {
        return revived(old, await this.ready(inputs, context));
    }

    /** Reports a dead cluster as drift, not as a resource that is gone: `up` repairs it. */
    async read(_id: string, old: ClusterReadyOutputs): Promise<ClusterReadyOutputs> {
        const server = await this.access.nodes(old.dockerHost).state(old.serverContainer);
        return server?.running && (await this.answers(old)) ? old : { ...old, kubernetesVersion: "" };
    }

    private async answers({ kubeconfig }: ClusterReadyInputs): Promise<boolean> {
        const api = await this.access.connect(kubeconfig);
        return look(api, (signal) => api.request("GET", "/readyz", { signal })).then(
            () => true,
            () => false,
        );
    }

    /** Returns a warning about silent resolvers. A failed query does not fail the check. */
    private async resolverWarning({ serverContainer, dockerHost }: ClusterReadyInputs): Promise<string | undefined> {
        const silent = await this.access
            .resolvers(dockerHost)
            .silent(serverContainer)
            .catch(() => []);
        return resolverWarning(silent);
    }

    private async ready(inputs: ClusterReadyInputs, context: Context): Promise<ClusterReadyOutputs> {
        const { kubeconfig, serverContainer, serverNode, keepsData, coreDns, timeoutSeconds } = inputs;
        const nodes = this.access.nodes(inputs.dockerHost);
        const node = { name: serverNode, container: serverContainer };
        const api = await this.access.connect(kubeconfig);
        const startedAt = await ensureRunning(nodes, node, inputs.serverPlace, context);
        const since = new Date(startedAt);
        const report = onChange(context);
        let awaited = "";
        const awaiting = (what: string) => {
            awaited = what;
            report(`waiting for ${what}`);
        };
        try {
            return await untilReady(nodes, [node], timeoutSeconds, async (signal) => {
                awaiting("the API server");
                await untilAnswered(() => api.request("GET", "/readyz", { signal, timeoutMs: 5_000 }), signal);
                const kubernetesVersion = await serverVersion(api, signal);
                // Runs in parallel to the waits, which take longer.
                const warning = this.resolverWarning(inputs);
                await clusterReadiness(api, { node: serverNode, since, coreDns }, signal, awaiting);
                awaiting("the API server to describe its types");
                await typesDescribed(api, signal);
                await podsBack(api, [{ ...node, since }], signal, (pods) => awaiting(`pods ${pods.join(", ")}`));
                // Kept in the format of image tags, which the argument has, too.
                if (keepsData) await nodes.keepVersion(serverContainer, kubernetesVersion.replace("+", "-"));
                const silent = await warning;
                if (silent !== undefined) context.progress(silent, "warning");
                return { ...inputs, kubernetesVersion, startedAt, revivedAt: "" };
            });
        } catch (error) {
            if (error instanceof NodeExited) throw await exitedFailure(nodes, error);
            if (error instanceof CaMismatch) throw await otherCluster(nodes, inputs, error);
            if (error instanceof ApiError && error.status === 401) throw refusedCredentials(inputs, error);
            if (!isDeadline(error)) throw error;
            throw new Failure(`The cluster was not ready within ${timeoutSeconds} s: still waiting for ${awaited}.`, {
                why: await nodeReport(api, nodes, node),
                next: `read the lines above (whole log: docker logs ${serverContainer}), then run pulumi up again; a slow machine may need a longer timeout`,
                cause: error,
            });
        }
    }
}

/**
 * Records the start of a server that a refresh had found down: the next `up` starts it again, often in the same run.
 */
function revived(
    { kubernetesVersion, revivedAt }: Partial<ClusterReadyOutputs>,
    now: ClusterReadyOutputs,
): ClusterReadyOutputs {
    return { ...now, revivedAt: kubernetesVersion === "" ? now.startedAt : (revivedAt ?? "") };
}

/**
 * Returns the failure for a server with another cluster's certificate. Without a volume, the data was lost with the old
 * server: the marker makes the identity ask for replacement in the next `up`.
 */
async function otherCluster(
    nodes: NodeContainers,
    { serverContainer, keepsData }: ClusterReadyInputs,
    error: CaMismatch,
): Promise<Failure> {
    if (!keepsData) await nodes.markCaMismatch(serverContainer);
    return new Failure(`The cluster in ${serverContainer} is not the one that this stack created.`, {
        why: error.message,
        next: keepsData
            ? "the data volume was exchanged: put the old one back, or run pulumi destroy and pulumi up to start with the present one"
            : "the next pulumi up replaces it",
        cause: error,
    });
}

/**
 * Returns the failure for refused credentials. K3s renews certificates that are about to expire when it starts, and the
 * resource Kubeconfig reads them then.
 */
function refusedCredentials({ kubeconfig, serverContainer }: ClusterReadyInputs, error: ApiError): Failure {
    const end = clientCertificateEnd(kubeconfig);
    return new Failure(`The API server in ${serverContainer} refuses this stack's credentials.`, {
        why: [error.message, ...(end ? [`the client certificate was made to last until ${end.toISOString()}`] : [])],
        next: `docker restart ${serverContainer}, so that K3s renews expired certificates; then run pulumi up again, which reads the new ones`,
        cause: error,
    });
}
