import type { CoreV1Event } from "@kubernetes/client-node";
import { FreshEvents } from "../../../provider/kubernetes/diagnostics/fresh-events";
import { parseResourceNames } from "../../../provider/kubernetes/object-reference";
import { type LiveObjects, lookAt } from "../../../provider/kubernetes/workloads/workload";
import { problemOf } from "../../../provider/kubernetes/workloads/workload-problem";

const look = (kind: Parameters<typeof problemOf>[0], object: object) => problemOf(kind, object);

it("reads the names that the Release of Pulumi gives", () => {
    const names = {
        "Deployment.apps/apps/v1": ["shop/web"],
        "Service/v1": ["web"],
        "Widget.example.test/example.test/v2": ["w"],
    };
    expect(parseResourceNames(names, "default")).toEqual([
        { apiVersion: "apps/v1", kind: "Deployment", namespace: "shop", name: "web" },
        { apiVersion: "v1", kind: "Service", namespace: "default", name: "web" },
        { apiVersion: "example.test/v2", kind: "Widget", namespace: "default", name: "w" },
    ]);
});

it("does not take the availability of an older generation for that of the new one", () => {
    const status = { observedGeneration: 1, updatedReplicas: 1, availableReplicas: 1 };
    const deployment = { metadata: { generation: 2 }, spec: { replicas: 1 }, status };
    expect(look("Deployment", deployment)?.message).toBe("1 of 1 pods available");
    expect(look("Deployment", { ...deployment, status: { ...status, observedGeneration: 2 } })).toBeUndefined();
});

it("does not take the old pods of a rolling update for new ones", () => {
    const status = { observedGeneration: 2, updatedReplicas: 1, availableReplicas: 3 };
    const deployment = { metadata: { generation: 2 }, spec: { replicas: 3 }, status };
    expect(look("Deployment", deployment)?.message).toBe("1 of 3 pods available");
});

it("does not take the old pod for available instead of the new one that starts beside it", () => {
    const status = { observedGeneration: 2, replicas: 2, updatedReplicas: 1, availableReplicas: 1 };
    const deployment = { metadata: { generation: 2 }, spec: { replicas: 1 }, status };
    expect(look("Deployment", deployment)?.message).toBe("1 old pod not replaced yet");
    expect(look("Deployment", { ...deployment, status: { ...status, replicas: 1 } })).toBeUndefined();
});

it("waits for the pods of a partitioned StatefulSet that are to be updated only", () => {
    const rolling = { type: "RollingUpdate", rollingUpdate: { partition: 2 } };
    const status = {
        observedGeneration: 1,
        readyReplicas: 3,
        updatedReplicas: 1,
        updateRevision: "b",
        currentRevision: "a",
    };
    const set = { metadata: { generation: 1 }, spec: { replicas: 3, updateStrategy: rolling }, status };
    expect(look("StatefulSet", set)).toBeUndefined();
    expect(look("StatefulSet", { ...set, status: { ...status, updatedReplicas: 0 } })?.message).toContain("2 of 3");
});

it("has no hope for a Job that failed, nor for a Deployment past its own deadline", () => {
    const failed = [{ type: "Failed", status: "True", message: "Job has reached the specified backoff limit" }];
    expect(look("Job", { status: { conditions: failed } })).toEqual({
        message: "it failed: Job has reached the specified backoff limit",
        hopelessAfterSeconds: 0,
    });
    const late = [{ type: "Progressing", status: "False", reason: "ProgressDeadlineExceeded", message: "timed out" }];
    expect(look("Deployment", { status: { conditions: late } })?.hopelessAfterSeconds).toBe(0);
});

it("waits for the pods of a ReplicaSet, and hears when they are refused", () => {
    const set = { metadata: { generation: 1 }, spec: { replicas: 2 } };
    const status = { observedGeneration: 1, replicas: 2, availableReplicas: 1 };
    expect(look("ReplicaSet", { ...set, status })).toEqual({ message: "1 of 2 pods available" });
    expect(look("ReplicaSet", { ...set, status: { ...status, availableReplicas: 2 } })).toBeUndefined();
    const refused = { type: "ReplicaFailure", status: "True", message: "exceeded quota" };
    expect(look("ReplicaSet", { ...set, status: { ...status, conditions: [refused] } })).toEqual({
        message: "its pods are refused: exceeded quota",
        hopelessAfterSeconds: 30,
    });
});

it("misses no hook that is not there yet, or not any more", () => {
    const live = { objects: () => [], pods: [], replicaSets: [], storageClasses: [] };
    const hook = { apiVersion: "v1", kind: "Pod", namespace: "shop", name: "check" } as const;
    expect(lookAt(hook, live).problem?.message).toBe("it does not exist");
    expect(lookAt({ ...hook, since: "2026-01-01T00:00:00Z" }, live).problem).toBeUndefined();
});

describe("a workload whose pods are refused", () => {
    const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 12, 0, seconds)).toISOString();
    const quota = 'pods "web-0" is forbidden: exceeded quota: none';
    const refused = (first: number, last: number, message = quota, uid = "s1") =>
        ({
            ...{ metadata: {}, reason: "FailedCreate", message, involvedObject: { uid } },
            ...{ firstTimestamp: at(first), lastTimestamp: at(last) },
        }) as unknown as CoreV1Event;
    const pod = (seconds: number, phase = "Running") => ({
        metadata: { creationTimestamp: at(seconds), ownerReferences: [{ uid: "s1" }] },
        status: { phase },
    });
    const problem = (kind: "StatefulSet" | "Job", events: CoreV1Event[], pods: object[] = []) => {
        const object = { metadata: { name: "web", uid: "s1" } };
        const live = { objects: () => [object], pods, replicaSets: [], storageClasses: [], events };
        return lookAt({ apiVersion: "", kind, namespace: "shop", name: "web" }, live).problem;
    };
    const message = `its pods are refused: ${quota}`;

    it("has no hope when that was tried for half a minute, in one event or in several", () => {
        expect(problem("StatefulSet", [refused(0, 29)])).toEqual({ message });
        expect(problem("StatefulSet", [refused(0, 30)])).toEqual({ message, hopelessAfterSeconds: 2 });
        expect(problem("Job", [refused(0, 0), refused(40, 40)])).toEqual({ message, hopelessAfterSeconds: 2 });
    });

    it("has hope when a pod was made since, of a Job also while one runs, and while a webhook does not answer", () => {
        const open = { message: "0 of 1 pods available" };
        expect(problem("StatefulSet", [refused(0, 40)], [pod(41)])).toEqual(open);
        expect(problem("StatefulSet", [refused(5, 40)], [pod(4)])?.hopelessAfterSeconds).toBe(2);
        expect(problem("Job", [refused(5, 40)], [pod(4)])).toEqual({ message: "it has not completed" });
        expect(problem("Job", [refused(5, 40)], [pod(4, "Failed")])?.hopelessAfterSeconds).toBe(2);
        expect(problem("StatefulSet", [refused(0, 40, "failed calling webhook: connection refused")])).toEqual(open);
    });

    it("is another one than that of the same name before it", () => {
        expect(problem("StatefulSet", [refused(0, 40, quota, "s0")])).toEqual({ message: "0 of 1 pods available" });
    });
});

it("takes for fresh what happens, or happens again, after the first look, with how it began", () => {
    const event = (uid: string, resourceVersion: string, workload: string) => {
        const involvedObject = { uid: workload };
        return { metadata: { uid, resourceVersion }, involvedObject } as unknown as CoreV1Event;
    };
    const [web, db, cache] = [event("a", "1", "web"), event("b", "2", "db"), event("c", "3", "cache")];
    const warnings = new FreshEvents();
    expect(warnings.of([web, db, cache])).toEqual([]);
    const [again, another] = [event("b", "4", "db"), event("d", "5", "cache")];
    expect(warnings.of([web, again, cache, another])).toEqual([again, cache, another]);
});

it("takes a Pod of its own for what it is: there is no other one to come when it has failed", () => {
    const pod = (phase: string, more: object = {}) => look("Pod", { status: { phase, ...more } });
    expect(pod("Running", { conditions: [{ type: "Ready", status: "True" }] })).toBeUndefined();
    expect(pod("Succeeded")).toBeUndefined();
    expect(pod("Pending")).toEqual({ message: "is starting" });
    expect(pod("Failed", { reason: "Evicted", message: "no memory" })).toEqual({
        message: "Evicted: no memory",
        hopelessAfterSeconds: 0,
    });
});

it("has no hope for what was made and is gone, and some for what may still come", () => {
    const nothing = { objects: () => [], pods: [], replicaSets: [], storageClasses: [] };
    const problem = (kind: "Deployment" | "Job", uid?: string) =>
        lookAt({ apiVersion: "", kind, namespace: "shop", name: "web", uid }, nothing).problem;
    expect(problem("Deployment")).toEqual({ message: "it does not exist" });
    expect(problem("Deployment", "1")).toEqual({
        message: "somebody deleted it",
        hopelessAfterSeconds: 20,
        next: "run pulumi up --refresh, which makes it again",
    });
    expect(problem("Job", "1")).toBeUndefined();
});

describe("a claim that no volume is bound to", () => {
    const live = (spec: object, classes: object[] = []): LiveObjects => ({
        objects: () => [{ metadata: { name: "data", namespace: "shop" }, spec } as object],
        pods: [],
        replicaSets: [],
        storageClasses: classes as LiveObjects["storageClasses"],
    });
    const problem = (objects: LiveObjects) =>
        lookAt({ apiVersion: "v1", kind: "PersistentVolumeClaim", namespace: "shop", name: "data" }, objects).problem;
    const fast = (volumeBindingMode: string) => ({ metadata: { name: "fast" }, volumeBindingMode });

    it("waits for its first pod, where its class does", () => {
        expect(problem(live({ storageClassName: "fast" }, [fast("WaitForFirstConsumer")]))).toBeUndefined();
    });

    it("is not waited for without a pod, and never given up, where nobody may look at its class", () => {
        const unknown = { ...live({ storageClassName: "fast" }), storageClasses: undefined };
        expect(problem(unknown)).toBeUndefined();
        const volumes = [{ name: "data", persistentVolumeClaim: { claimName: "data" } }];
        const pods = [{ metadata: { namespace: "shop" }, spec: { volumes } }] as object[] as LiveObjects["pods"];
        expect(problem({ ...unknown, pods })).toEqual({ message: "no volume is bound to it" });
    });

    it("has hope while its class exists, or it names its volume or no class", () => {
        const hopeful = { message: "no volume is bound to it" };
        expect(problem(live({ storageClassName: "fast" }, [fast("Immediate")]))).toEqual(hopeful);
        expect(problem(live({ storageClassName: "manual", volumeName: "disk" }))).toEqual(hopeful);
        expect(problem(live({ storageClassName: "" }))).toEqual(hopeful);
    });

    it("has none for long when its class does not exist", () => {
        const { message, hopelessAfterSeconds } =
            problem(live({ storageClassName: "fats" }, [fast("Immediate")])) ?? {};
        expect(message).toBe("no volume is bound to it, and its storage class fats does not exist");
        expect(hopelessAfterSeconds).toBe(30);
    });
});
