import type { V1Pod } from "@kubernetes/client-node";
import { type Api, mergePatch } from "../kubernetes/api";
import { paths } from "../kubernetes/api-paths";
import { isPodFinished, podProblem } from "../diagnostics/pod";
import { ApiError, isNotFound } from "../kubernetes/errors";
import { list } from "../kubernetes/list";
import { nameOf, namespaceOf } from "../kubernetes/object-name";
import { pause } from "../kubernetes/until-answered";
import { watchUntil } from "../kubernetes/watch-until";

/** A pod that is still on a node that is being drained. */
export interface RemainingPod {
    pod: V1Pod;
    /** What keeps the pod, unless only its containers have yet to end. */
    why?: string;
}

/** Cordons the node and evicts its pods, as far as disruption budgets allow. */
export async function drain(
    api: Api,
    node: string,
    signal: AbortSignal,
    remaining: (pods: RemainingPod[]) => void,
): Promise<void> {
    await api.request("PATCH", `${paths.nodes}/${node}`, {
        body: { spec: { unschedulable: true } },
        contentType: mergePatch,
        signal,
    });
    const onNode = { path: paths.allPods, query: { fieldSelector: `spec.nodeName=${node}` } };
    const pods = (await list<V1Pod>(api, onNode.path, { query: onNode.query, signal })).filter(hasToMove);
    const refusals = new Map<string | undefined, string>();
    const why = (pod: V1Pod) => refusals.get(pod.metadata?.uid) ?? whatKeeps(pod);
    const tell = (left: V1Pod[]) => {
        remaining(left.map((pod) => ({ pod, why: why(pod) })));
    };
    tell(pods);
    const evictions = pods.map(async (pod) => {
        await evict(api, pod, signal, (refusal) => {
            refusals.set(pod.metadata?.uid, refusal);
            tell(pods);
        });
        refusals.delete(pod.metadata?.uid);
    });
    await Promise.all(evictions);
    const moved = new Set(pods.map(({ metadata }) => metadata?.uid));
    await watchUntil<{ pods: V1Pod[] }, true>(
        api,
        { pods: onNode },
        (seen) => {
            const left = seen.pods.filter(({ metadata }) => moved.has(metadata?.uid));
            tell(left);
            return left.length === 0 ? true : undefined;
        },
        { signal },
    );
}

/** Deletes the pods of a node that is gone without a grace period, so that their controllers create others at once. */
export async function abandonPods(api: Api, node: string): Promise<void> {
    const pods = await list<V1Pod>(api, paths.allPods, { query: { fieldSelector: `spec.nodeName=${node}` } });
    for (const pod of pods) {
        const path = `${paths.pods(namespaceOf(pod))}/${nameOf(pod)}`;
        await api.request("DELETE", path, { query: { gracePeriodSeconds: "0" } }).catch((error: unknown) => {
            if (!isNotFound(error)) throw error;
        });
    }
}

function whatKeeps(pod: V1Pod): string | undefined {
    const isLeaving = pod.metadata?.deletionTimestamp !== undefined && (pod.metadata.finalizers ?? []).length > 0;
    return isLeaving ? podProblem(pod)?.message : undefined;
}

/**
 * Reports whether the pod has to be evicted. Pods of a DaemonSet would come back at once, static pods belong to the
 * node, and finished pods do nothing.
 */
function hasToMove(pod: V1Pod): boolean {
    if (pod.metadata?.annotations?.["kubernetes.io/config.mirror"] !== undefined) return false;
    return !isPodFinished(pod) && !pod.metadata?.ownerReferences?.some(({ kind }) => kind === "DaemonSet");
}

/**
 * Evicts a pod, and retries while the API server refuses: nothing can be watched that tells when it would allow it. The
 * status is 429 for a disruption budget, 500 for two of them, and 403 in a namespace that is being deleted, until the
 * pod is deleted with it.
 */
async function evict(api: Api, pod: V1Pod, signal: AbortSignal, refused: (message: string) => void): Promise<void> {
    const namespace = namespaceOf(pod);
    const name = nameOf(pod);
    const body = { apiVersion: "policy/v1", kind: "Eviction", metadata: { name, namespace } };
    for (;;) {
        try {
            await api.request("POST", `${paths.pods(namespace)}/${name}/eviction`, { body, signal });
            return;
        } catch (error) {
            if (isNotFound(error)) return;
            if (!(error instanceof ApiError)) throw error;
            refused(error.message);
            await pause(1_000, signal);
        }
    }
}
