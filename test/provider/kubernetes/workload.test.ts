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
