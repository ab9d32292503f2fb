import type { ClusterApi } from "../api/cluster-api";
import { judgeNow, type Snapshot, type Source, type Verdict, waitUntil } from "../api/wait-until";
import { at, type JsonObject, numberAt, textAt } from "../json";
import { annotation, isAnnotated } from "../objects/naming";
import { deploymentReadiness } from "./deployment";
import { done, notYet, type Readiness, type Subject } from "./judge";
import { ingressReadiness, serviceReadiness } from "./network";
import { conditionOf, podReadiness } from "./pod";
import { claimReadiness, quotaReadiness, secretReadiness, volumeReadiness } from "./storage";
import { timeoutFor } from "./timeout";
import { daemonSetReadiness, jobReadiness, replicationControllerReadiness, statefulSetReadiness } from "./workloads";

const readinessOf: Record<string, Readiness> = {
    "apps/v1/DaemonSet": daemonSetReadiness,
    "apps/v1/Deployment": deploymentReadiness,
    "apps/v1/StatefulSet": statefulSetReadiness,
    "batch/v1/Job": jobReadiness,
    "networking.k8s.io/v1/Ingress": ingressReadiness,
    "v1/PersistentVolume": volumeReadiness,
    "v1/PersistentVolumeClaim": claimReadiness,
    "v1/Pod": podReadiness,
    "v1/ReplicationController": replicationControllerReadiness,
    "v1/ResourceQuota": quotaReadiness,
    "v1/Secret": secretReadiness,
    "v1/Service": serviceReadiness,
};

export interface Unready {
    message: string;
    reasons: string[];
}

export interface AwaitRequest extends Subject {
    inputs: JsonObject;
    timeoutSeconds: number;
}

/** Waits until the object is ready in its kind's sense; a kind without one is ready at once. */
export async function awaitReady(
    api: ClusterApi,
    { inputs, live, before, timeoutSeconds }: AwaitRequest,
): Promise<{ live: JsonObject; failure?: Unready }> {
    const readiness = readinessFor(inputs);
    if (!readiness) {
        return { live };
    }
    let last = live;
    const judge = judgeOf(readiness, { live, before }, (object) => (last = object));
    const timeout = timeoutFor(inputs, timeoutSeconds);
    const { verdict, timedOut } = await waitUntil(api, sourcesOf(live, readiness), judge, timeout);
    if (verdict.done) {
        return { live: last };
    }
    const name = textAt(live, "metadata", "name");
    const message = timedOut
        ? `'${name}' timed out waiting to be Ready`
        : `Resource '${name}' was created but failed to initialize`;
    return { live: last, failure: { message, reasons: verdict.messages } };
}

/** Why the object is not ready, for the kinds whose readiness a refresh looks at. */
export async function readinessNow(
    api: ClusterApi,
    inputs: JsonObject,
    live: JsonObject,
): Promise<Unready | undefined> {
    const readiness = isAnnotated(inputs, "pulumi.com/skipAwait") ? undefined : readinessOf[kindOf(live)];
    if (!readiness?.onRead) {
        return undefined;
    }
    const verdict = await judgeNow(api, sourcesOf(live, readiness), judgeOf(readiness, { live }));
    if (verdict.done) {
        return undefined;
    }
    const name = textAt(live, "metadata", "name");
    return { message: `Resource '${name}' was created but failed to initialize`, reasons: verdict.messages };
}

function readinessFor(inputs: JsonObject): Readiness | undefined {
    if (isAnnotated(inputs, "pulumi.com/skipAwait")) {
        return undefined;
    }
    const waitFor = annotation(inputs, "pulumi.com/waitFor");
    return waitFor ? readinessByAnnotation(waitFor) : readinessOf[kindOf(inputs)];
}

/** Whatever is waited for, it has to be that of the newest generation. */
function readinessByAnnotation(waitFor: string): Readiness {
    const [, path] = /^jsonpath=\{((?:\.\w+)+)\}$/.exec(waitFor) ?? [];
    if (path !== undefined) {
        const keys = path.slice(1).split(".");
        return {
            judge: (object) => {
                const observed = numberAt(object, "status", "observedGeneration");
                return stale(object, observed, path) ?? (at(object, ...keys) === undefined ? notYet(path) : done);
            },
        };
    }
    const [, type = "", status = "True"] = /^condition=([^=]+)(?:=(.+))?$/.exec(waitFor) ?? [];
    if (!type) {
        throw new Error(
            `pulumi.com/waitFor "${waitFor}" is not part of this stand-in: only one condition= or jsonpath={.a.b} is`,
        );
    }
    return {
        judge: (object) => {
            const condition = conditionOf(object, type);
            const found = textAt(condition, "status");
            const observed =
                numberAt(condition, "observedGeneration") ?? numberAt(object, "status", "observedGeneration");
            const matches = found.toLowerCase() === status.toLowerCase();
            return (
                stale(object, observed, `condition ${type}`) ??
                (matches ? done : notYet(`condition ${type} is ${found || "not set"}`))
            );
        },
    };
}

function stale(object: JsonObject, observed: number | undefined, what: string): Verdict | undefined {
    const generation = numberAt(object, "metadata", "generation") ?? 0;
    if (observed === undefined || observed >= generation) return undefined;
    return notYet(`${what} is of generation ${observed}, not of ${generation}`);
}

function judgeOf(readiness: Readiness, subject: Subject, seen: (object: JsonObject) => void = () => undefined) {
    const kind = textAt(subject.live, "kind");
    const name = textAt(subject.live, "metadata", "name");
    return (snapshot: Snapshot): Verdict => {
        const item = snapshot.of(kind).find((candidate) => textAt(candidate, "metadata", "name") === name);
        if (!item) {
            return notYet(`${kind} "${name}" is gone`);
        }
        // Items of a list do not repeat what the list says of all of them.
        const object = { apiVersion: subject.live.apiVersion ?? "", kind, ...item };
        seen(object);
        return readiness.judge(object, snapshot, subject);
    };
}

function sourcesOf(live: JsonObject, readiness: Readiness): Source[] {
    const namespace = textAt(live, "metadata", "namespace");
    const own = {
        apiVersion: textAt(live, "apiVersion"),
        kind: textAt(live, "kind"),
        name: textAt(live, "metadata", "name"),
        namespace,
    };
    return [own, ...(readiness.related ?? []).map((source) => ({ namespace, ...source }))];
}

function kindOf(object: JsonObject): string {
    return `${textAt(object, "apiVersion")}/${textAt(object, "kind")}`;
}
