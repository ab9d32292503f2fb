import { isNotFound, NoMatchError } from "../api/api-error";
import type { ClusterApi } from "../api/cluster-api";
import { waitUntil } from "../api/wait-until";
import { at, type JsonObject, textAt } from "../json";
import { timeoutFor } from "../readiness/timeout";
import { annotation, isAnnotated } from "./naming";

/** Kinds whose deletion is not waited for when their creation is not, an old habit of the real plugin. */
const skipAwaitOnDelete = new Set([
    "v1/Namespace",
    "v1/Pod",
    "v1/ReplicationController",
    "apps/v1/DaemonSet",
    "apps/v1/Deployment",
    "apps/v1/StatefulSet",
    "batch/v1/Job",
]);

/** Deletes the object and what it owns, and waits until it is gone. */
export async function deleteObject(
    api: ClusterApi,
    object: JsonObject,
    name: string,
    timeoutSeconds: number,
): Promise<void> {
    let answer: JsonObject;
    try {
        answer = await api.send("DELETE", await api.objectPath(object, name), {
            body: { kind: "DeleteOptions", apiVersion: "v1", propagationPolicy: propagation(object) },
        });
    } catch (error) {
        if (isNotFound(error) || error instanceof NoMatchError) {
            return;
        }
        throw error;
    }
    const [apiVersion, kind] = [textAt(object, "apiVersion"), textAt(object, "kind")];
    if (isAnnotated(object, "pulumi.com/skipAwait") && skipAwaitOnDelete.has(`${apiVersion}/${kind}`)) {
        return;
    }
    const namespace = textAt(object, "metadata", "namespace");
    // One made anew under the same name by somebody else is not the one to wait for.
    const uid = textAt(answer, "metadata", "uid") || textAt(answer, "details", "uid");
    const { timedOut, verdict } = await waitUntil(
        api,
        [{ apiVersion, kind, namespace, name }],
        (snapshot) => {
            const rest = snapshot.of(kind).find((item) => textAt(item, "metadata", "uid") === uid);
            return { done: !rest, messages: rest ? [finalizersOf(rest)] : [] };
        },
        timeoutFor(object, timeoutSeconds),
    );
    if (timedOut) {
        throw new Error([`timed out waiting for "${name}" to be deleted`, ...verdict.messages].join(": "));
    }
}

function propagation(object: JsonObject): string {
    const policies: Record<string, string> = { orphan: "Orphan", background: "Background" };
    return policies[annotation(object, "pulumi.com/deletionPropagationPolicy").toLowerCase()] ?? "Foreground";
}

function finalizersOf(object: JsonObject): string {
    const finalizers = JSON.stringify(at(object, "metadata", "finalizers") ?? []);
    return `finalizers might be preventing deletion (${finalizers})`;
}
