import type { CoreV1Event } from "@kubernetes/client-node";
import { FreshEvents } from "../../../provider/diagnostics/fresh-events";
import { parseResourceNames } from "../../../provider/kubernetes/object-reference";
import { lookAt, summary } from "../../../provider/workloads/workload";
import { type LiveObjects } from "../../../provider/workloads/live-objects";
import { problemOf } from "../../../provider/workloads/availability";
import { says } from "../../support/says";

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
        terminalAfterSeconds: 0,
    });
    const late = [{ type: "Progressing", status: "False", reason: "ProgressDeadlineExceeded", message: "timed out" }];
    expect(look("Deployment", { status: { conditions: late } })?.terminalAfterSeconds).toBe(0);
});

it("waits for the pods of a ReplicaSet, and hears when they are refused", () => {
    const set = { metadata: { generation: 1 }, spec: { replicas: 2 } };
    const status = { observedGeneration: 1, replicas: 2, availableReplicas: 1 };
    expect(look("ReplicaSet", { ...set, status })).toEqual({ message: "1 of 2 pods available" });
    expect(look("ReplicaSet", { ...set, status: { ...status, availableReplicas: 2 } })).toBeUndefined();
    const refused = { type: "ReplicaFailure", status: "True", message: "exceeded quota" };
    expect(look("ReplicaSet", { ...set, status: { ...status, conditions: [refused] } })).toEqual({
        message: "its pods are refused: exceeded quota",
        isCause: true,
        terminalAfterSeconds: 30,
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
    const problem = (kind: "StatefulSet" | "Job", events: CoreV1Event[], pods: object[] = [], more: object = {}) => {
        const object = { metadata: { name: "web", uid: "s1" } };
        const live = { objects: () => [object], pods, replicaSets: [], storageClasses: [], events, ...more };
        return lookAt({ apiVersion: "", kind, namespace: "shop", name: "web" }, live).problem;
    };
    const message = `its pods are refused: ${quota}`;

    it("has no hope when that was tried for half a minute, in one event or in several", () => {
        const told = { message, isCause: true };
        expect(problem("StatefulSet", [refused(0, 29)])).toEqual(told);
        expect(problem("StatefulSet", [refused(0, 30)])).toEqual({ ...told, terminalAfterSeconds: 2 });
        expect(problem("Job", [refused(0, 0), refused(40, 40)])).toEqual({ ...told, terminalAfterSeconds: 2 });
    });

    it("is told of at once by what is on record, which alone is no reason to give up", () => {
        const told = { message, isCause: true };
        expect(problem("StatefulSet", [], [], { recorded: [refused(0, 40)] })).toEqual(told);
        expect(problem("StatefulSet", [], [pod(41)], { recorded: [refused(0, 40)] })).toEqual({
            message: "0 of 1 pods available",
        });
    });

    it("may be so for a webhook that does not answer yet, which is named with its Service and configuration", () => {
        const url = "https://guard.policies.svc:443/validate?timeout=10s";
        const calling = (why: string) =>
            `Internal error occurred: failed calling webhook "guard.example.com": failed to call webhook: Post "${url}": ${why}`;
        const webhookConfiguration = (name: string) =>
            name === "guard.example.com" ? "ValidatingWebhookConfiguration guard" : undefined;
        const silent = problem("StatefulSet", [refused(0, 40, calling("connection refused"))], [], {
            webhookConfiguration,
        });
        expect(silent).toEqual({
            message: expect.stringMatching(
                says(
                    "pods … refused: … webhook guard.example.com (ValidatingWebhookConfiguration guard, Service policies/guard) … not answer: connection refused",
                ),
            ) as string,
            isCause: true,
            next: expect.stringContaining("kubectl delete validatingwebhookconfiguration guard") as string,
        });
        const condition = { type: "ReplicaFailure", status: "True", message: calling('service "guard" not found') };
        const live = { ...nothing, objects: () => [{ ...deploymentOf(), status: { conditions: [condition] } }] };
        expect(lookAt({ apiVersion: "", kind: "Deployment", namespace: "shop", name: "web" }, live).problem).toEqual({
            message: expect.stringMatching(
                says(
                    'pods … refused: … webhook guard.example.com (Service policies/guard) … not answer: service "guard" not found',
                ),
            ) as string,
            isCause: true,
            terminalAfterSeconds: 30,
            next: expect.stringContaining("kubectl delete the webhook configuration") as string,
        });
    });

    it("has hope when a pod was made since, of a Job also while one runs, and while a webhook does not answer", () => {
        const open = { message: "0 of 1 pods available" };
        expect(problem("StatefulSet", [refused(0, 40)], [pod(41)])).toEqual(open);
        expect(problem("StatefulSet", [refused(5, 40)], [pod(4)])?.terminalAfterSeconds).toBe(2);
        expect(problem("Job", [refused(5, 40)], [pod(4)])).toEqual({ message: "it has not completed" });
        expect(problem("Job", [refused(5, 40)], [pod(4, "Failed")])?.terminalAfterSeconds).toBe(2);
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
        terminalAfterSeconds: 0,
    });
});

const nothing = { objects: () => [], pods: [], replicaSets: [], storageClasses: [] } satisfies LiveObjects;
const deploymentOf = (spec: object = {}, status: object = {}) => ({
    ...{ metadata: { name: "web", namespace: "shop", generation: 1 }, spec: { replicas: 2, ...spec } },
    status: { observedGeneration: 1, replicas: 2, updatedReplicas: 2, readyReplicas: 2, ...status },
});

it("has no hope for what was made and is gone, and some for what may still come", () => {
    const problem = (remedy?: string) =>
        lookAt({ apiVersion: "", kind: "Deployment", namespace: "shop", name: "web", remedy }, nothing).problem;
    expect(problem()).toEqual({ message: "it does not exist" });
    expect(problem("run it again")).toEqual({
        message: "it was deleted",
        isCause: true,
        terminalAfterSeconds: 20,
        next: "run it again",
    });
});

describe("a Job that is gone", () => {
    const event = (reason: string, seconds: number, uid = "j1", message = "in its words") =>
        ({
            ...{ metadata: {}, reason, message },
            involvedObject: { kind: "Job", namespace: "shop", name: "seed", uid },
            lastTimestamp: new Date(Date.UTC(2026, 0, 1, 12, 0, seconds)).toISOString(),
        }) as unknown as CoreV1Event;
    const problem = (jobEvents: CoreV1Event[], reference: object = {}) => {
        const job = { apiVersion: "batch/v1", kind: "Job", namespace: "shop", name: "seed", remedy: "again" } as const;
        return lookAt({ ...job, ...reference }, { ...nothing, jobEvents }).problem;
    };
    const unseen = expect.stringContaining("before it was seen to complete") as string;

    it("is done only when that was seen: before, or by its controller", () => {
        expect(problem([])).toEqual({ message: unseen, isCause: true, terminalAfterSeconds: 20, next: "again" });
        expect(problem([], { isDone: true })).toBeUndefined();
        expect(problem([event("Completed", 1)])).toBeUndefined();
        expect(problem([event("SuccessfulCreate", 1)])?.message).toEqual(unseen);
    });

    it("failed where its controller says so", () => {
        expect(problem([event("SuccessfulCreate", 0), event("BackoffLimitExceeded", 1)])).toEqual({
            message: "it failed and was deleted: in its words",
            isCause: true,
            terminalAfterSeconds: 20,
            next: "again",
        });
    });

    it("is not the one of its name before it, nor that of another namespace", () => {
        expect(problem([event("Completed", 1)], { uid: "j2" })?.message).toEqual(unseen);
        expect(problem([event("Completed", 1), event("SuccessfulCreate", 2, "j2")])?.message).toEqual(unseen);
        expect(problem([event("BackoffLimitExceeded", 1), event("Completed", 2, "j2")])).toBeUndefined();
        expect(problem([event("Completed", 1)], { namespace: "other" })?.message).toEqual(unseen);
    });

    it("may not have been made yet where nobody says that it was", () => {
        expect(problem([event("BackoffLimitExceeded", 1)], { remedy: undefined })).toEqual({
            message: "it does not exist",
        });
    });
});

describe("a workload that is being deleted", () => {
    const problem = (kind: "Deployment" | "Job", metadata: object, status: object, remedy?: string) => {
        const deletionTimestamp = "2026-01-01T00:00:00Z";
        const object = {
            ...deploymentOf(),
            metadata: { name: "web", namespace: "shop", deletionTimestamp, ...metadata },
        };
        const live = { ...nothing, objects: () => [{ ...object, status }] as object[] };
        return lookAt({ apiVersion: "", kind, namespace: "shop", name: "web", remedy }, live).problem;
    };
    const available = { observedGeneration: 1, updatedReplicas: 2, availableReplicas: 2 };
    const held = { finalizers: ["example.com/hold"] };

    it("is none that works, and is told of with what keeps it", () => {
        expect(problem("Deployment", held, available)).toEqual({
            message: "it is being deleted, but is held by its finalizer example.com/hold",
            isCause: true,
        });
        expect(problem("Deployment", held, available, "make it again")).toMatchObject({
            terminalAfterSeconds: 20,
            next: expect.stringMatching(
                /example\.com\/hold .*kubectl -n shop patch deployment web .*finalizers.*, then make it again$/,
            ) as string,
        });
    });

    it("may be a Job that is done", () => {
        const complete = { conditions: [{ type: "Complete", status: "True" }] };
        expect(problem("Job", { finalizers: ["foregroundDeletion"] }, complete, "again")).toBeUndefined();
        expect(problem("Job", {}, {}, "again")?.message).toBe("it is being deleted");
    });
});

describe("a rollout that goes on only when somebody does something", () => {
    const deployment = (spec: object, status: object = {}) =>
        look("Deployment", deploymentOf({ paused: true, ...spec }, { availableReplicas: 2, ...status }));

    it("is paused, which is no matter where nothing is to be rolled out", () => {
        expect(deployment({})).toBeUndefined();
        expect(deployment({ replicas: 0 }, { replicas: 0, updatedReplicas: 0, availableReplicas: 0 })).toBeUndefined();
        expect(deployment({}, { updatedReplicas: 0 })).toMatchObject({
            message: expect.stringMatching(says("rollout … paused (spec.paused) … 0 of 2 pods")) as string,
            terminalAfterSeconds: 30,
            next: expect.stringContaining("kubectl -n shop rollout resume deployment/web") as string,
        });
        expect(deployment({}, { updatedReplicas: 2, replicas: 3 })?.message).toContain("paused");
        // What it has of the new revision may become available although it is paused.
        expect(deployment({}, { availableReplicas: 1 })).toEqual({ message: "1 of 2 pods available" });
    });

    it("has pods that are replaced when somebody deletes them (OnDelete)", () => {
        const status = { observedGeneration: 1, readyReplicas: 1, updateRevision: "b", currentRevision: "a" };
        const set = { spec: { replicas: 2, updateStrategy: { type: "OnDelete" } }, status };
        expect(look("StatefulSet", set)?.message).toMatch(/^1 of 2 pods available; .* \(updateStrategy OnDelete\)$/);
        expect(look("StatefulSet", { ...set, status: { ...status, readyReplicas: 2 } })).toBeUndefined();
        expect(look("StatefulSet", { ...set, status: { ...status, currentRevision: "b" } })).toEqual({
            message: "1 of 2 pods available",
        });
        const daemons = { desiredNumberScheduled: 2, numberAvailable: 1, updatedNumberScheduled: 0 };
        const daemonSet = { spec: { updateStrategy: { type: "OnDelete" } }, status: daemons };
        expect(look("DaemonSet", daemonSet)?.message).toContain("(updateStrategy OnDelete)");
        expect(look("DaemonSet", { ...daemonSet, status: { ...daemons, numberAvailable: 2 } })).toBeUndefined();
    });

    it("keeps a pod of an older revision that is not ready, and says to delete it", () => {
        const status = { observedGeneration: 1, readyReplicas: 0, updateRevision: "b", currentRevision: "a" };
        const set = { metadata: { name: "web", namespace: "shop", uid: "s" }, spec: { replicas: 1 }, status };
        const labels = { "controller-revision-hash": "a" };
        const metadata = { name: "web-0", namespace: "shop", labels, ownerReferences: [{ uid: "s" }] };
        const old: object = { metadata };
        const live = { ...nothing, objects: () => [set] as object[], pods: [old] as LiveObjects["pods"] };
        const { problem, pods } = lookAt({ apiVersion: "", kind: "StatefulSet", namespace: "shop", name: "web" }, live);
        expect(problem?.message).toMatch(says("0 of 1 … available; pod web-0 … older revision … not ready"));
        expect(problem?.next).toContain("kubectl -n shop delete pod web-0");
        expect(pods).toHaveLength(1);
    });

    it("is a Job that is suspended, unless a queue or another controller resumes it", () => {
        const job = (spec: object, labels: object = {}) =>
            look("Job", { metadata: { name: "seed", namespace: "shop", labels }, spec: { suspend: true, ...spec } });
        expect(job({})).toMatchObject({ message: "it is suspended (spec.suspend)", terminalAfterSeconds: 30 });
        expect(job({ managedBy: "kubernetes.io/job-controller" })?.terminalAfterSeconds).toBe(30);
        expect(job({ managedBy: "example.com/fleet" })).toEqual({
            message: expect.stringMatching(says("suspended … example.com/fleet resumes")) as string,
            isCause: true,
        });
        expect(job({}, { "kueue.x-k8s.io/queue-name": "night" })).toEqual({
            message: expect.stringMatching(says("suspended … queue night")) as string,
            isCause: true,
        });
    });
});

it("says that pods are ready but not for long enough yet", () => {
    const expected = "1 of 2 pods available: the others are ready, but not for 60 s yet (spec.minReadySeconds)";
    const spec = { minReadySeconds: 60 };
    expect(look("Deployment", deploymentOf(spec, { availableReplicas: 1 }))?.message).toBe(expected);
    expect(look("ReplicaSet", deploymentOf(spec, { availableReplicas: 1 }))?.message).toBe(expected);
    const daemons = { desiredNumberScheduled: 2, updatedNumberScheduled: 2, numberReady: 2, numberAvailable: 1 };
    expect(look("DaemonSet", { spec, status: daemons })?.message).toBe(expected);
    expect(look("Deployment", deploymentOf(spec, { availableReplicas: 1, readyReplicas: 1 }))).toEqual({
        message: "1 of 2 pods available",
    });
});

it("tells in a line the causes before the states of pods, and no hook that is not there", () => {
    const reference = (name: string, more: object = {}) =>
        ({ apiVersion: "", kind: "Job", namespace: "shop", name, ...more }) as const;
    const looked = [
        { reference: reference("hook", { since: "2026-01-01T00:00:00Z" }), problem: undefined, pods: [] },
        { reference: reference("seed"), problem: { message: "it is suspended", isCause: true as const }, pods: [] },
        { reference: reference("load"), problem: { message: "it has not completed" }, pods: [] },
    ];
    expect(summary(looked, ["shop/a: is starting", "shop/b: is starting"])).toMatch(
        /^0 of 2 Jobs .*; shop\/seed: it is suspended; shop\/a: is starting$/,
    );
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
        const { message, terminalAfterSeconds } =
            problem(live({ storageClassName: "fats" }, [fast("Immediate")])) ?? {};
        expect(message).toMatch(says("no volume … storage class fats … not exist"));
        expect(terminalAfterSeconds).toBe(30);
    });
});
