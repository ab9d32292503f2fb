import type { CoreV1Event, V1Pod } from "@kubernetes/client-node";
import { podProblem } from "../../../provider/diagnostics/pod";
import { says } from "../../support/says";

const pod = (status: object) => ({ metadata: { name: "web-1", namespace: "shop" }, status }) as unknown as V1Pod;
const container = (status: object) => ({ name: "main", image: "shop:1", ready: false, restartCount: 0, ...status });
const withContainer = (status: object) => pod({ phase: "Running", containerStatuses: [container(status)] });

const backOff = (pause: string) => `back-off ${pause} restarting failed container=main pod=web-1_shop(0)`;

describe("a pod without a problem", () => {
    it.each([
        ["is ready", { phase: "Running", conditions: [{ type: "Ready", status: "True" }] }],
        ["is done", { phase: "Succeeded", conditions: [{ type: "Ready", status: "False" }] }],
    ])("%s", (_, status) => {
        expect(podProblem(pod(status))).toBeUndefined();
    });
});

describe("a pod that may become ready", () => {
    it("has just been made", () => {
        expect(podProblem(pod({ phase: "Pending" }))).toEqual({ message: "is starting" });
    });

    it("waits for its probe, and its log may tell why", () => {
        expect(podProblem(withContainer({ state: { running: {} } }))).toEqual({
            message: expect.stringMatching(says("container main … running … probe … not ready")) as string,
            log: { container: "main", previous: false },
        });
    });

    it("has crashed a few times, and the log of the run before tells why", () => {
        const crashed = {
            state: { waiting: { reason: "CrashLoopBackOff", message: backOff("40s") } },
            lastState: { terminated: { exitCode: 137, reason: "OOMKilled" } },
        };
        expect(podProblem(withContainer({ ...crashed, restartCount: 3 }))).toEqual({
            message: "container main ended with exit code 137 (OOMKilled); restarts so far: 3",
            log: { container: "main", previous: true },
        });
    });
});

describe("a pod that is being made", () => {
    const waits = (name: string) => container({ name, state: { waiting: { reason: "ContainerCreating" } } });
    const starting = {
        metadata: { uid: "u1" },
        status: { phase: "Pending", containerStatuses: [waits("main"), container({ name: "done", ready: true })] },
    } as unknown as V1Pod;
    const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 12, 0, seconds)).toISOString();
    const event = (reason: string, message: string, [first, last]: [number, number], involvedObject: object = {}) =>
        ({
            ...{ metadata: {}, reason, message, involvedObject: { uid: "u1", ...involvedObject } },
            ...{ firstTimestamp: at(first), lastTimestamp: at(last) },
        }) as unknown as CoreV1Event;
    const pulling = (name: string, seconds: number, uid = "u1") =>
        event("Pulling", "Pulling image", [seconds, seconds], { uid, fieldPath: `spec.containers{${name}}` });
    const unmounted = (why: string, last: number) =>
        event("FailedMount", `MountVolume.SetUp failed : ${why}`, [0, last]);

    it("says that its image is pulled, until the container runs", () => {
        expect(podProblem(starting, [pulling("main", 0)])).toEqual({ message: "pulling image shop:1" });
        expect(podProblem(starting, [pulling("done", 0)])?.message).toBe("container main waits: ContainerCreating");
        expect(podProblem(starting, [pulling("main", 0, "u0")])?.message).toContain("waits");
    });

    it.each([
        'secret "login" not found',
        'configmap "settings" not found',
        "references non-existent secret key: password",
    ])("has no hope when it was tried for half a minute to mount what is not there: %s", (why) => {
        const message = `its volumes cannot be mounted: MountVolume.SetUp failed : ${why}`;
        expect(podProblem(starting, [unmounted(why, 29)])).toEqual({ message });
        expect(podProblem(starting, [unmounted(why, 31)])).toEqual({ message, terminalAfterSeconds: 2 });
    });

    it("has hope when its volumes wait for a driver, or were mounted after all", () => {
        const driver = unmounted("driver name csi.example not found in the list of registered CSI drivers", 60);
        expect(podProblem(starting, [driver])).toEqual({
            message: expect.stringMatching(
                /^its volumes cannot be mounted: .*driver name csi\.example not found/,
            ) as string,
        });
        const mounted = [unmounted('secret "login" not found', 31), pulling("main", 32)];
        expect(podProblem(starting, mounted)).toEqual({ message: "pulling image shop:1" });
    });
});

describe("a pod that waits for what a controller does", () => {
    it("names its scheduling gates, and has hope: the controller may take its time", () => {
        const conditions = [{ type: "PodScheduled", status: "False", reason: "SchedulingGated" }];
        const gated = {
            spec: { schedulingGates: [{ name: "example.com/room" }, { name: "example.com/quota" }] },
            status: { phase: "Pending", conditions },
        } as object as V1Pod;
        expect(podProblem(gated)).toEqual({
            message: expect.stringMatching(
                says("scheduling gates example.com/room, example.com/quota … removed"),
            ) as string,
            next: expect.stringContaining("schedulingGates") as string,
        });
    });

    it("names its readiness gates that are shut, and how", () => {
        const gates = ["example.com/open", "example.com/unset", "example.com/shut"];
        const at = (conditions: object[]) =>
            ({
                spec: { readinessGates: gates.map((conditionType) => ({ conditionType })) },
                status: { phase: "Running", conditions, containerStatuses: [container({ ready: true })] },
            }) as object as V1Pod;
        const conditions = [
            { type: "Ready", status: "False", reason: "ReadinessGatesNotReady" },
            { type: "example.com/open", status: "True" },
            { type: "example.com/shut", status: "False", message: "no target" },
        ];
        expect(podProblem(at([...conditions, { type: "ContainersReady", status: "True" }]))).toEqual({
            message: expect.stringMatching(
                says(
                    "containers … ready … not … readiness gates example.com/unset (nobody …), example.com/shut (no target)",
                ),
            ) as string,
            next: expect.stringContaining("the condition example.com/unset, example.com/shut runs") as string,
        });
        expect(podProblem(at([...conditions, { type: "ContainersReady", status: "False" }]))?.message).toBe(
            "is starting",
        );
    });

    it("names the finalizer that keeps it when its containers have ended, and who set it", () => {
        const fieldsV1 = { "f:metadata": { "f:finalizers": { ".": {}, 'v:"example.com/hold"': {} } } };
        const leaving = (state: object) =>
            ({
                metadata: {
                    ...{ name: "web-1", deletionTimestamp: "2026-01-01T00:00:00Z" },
                    finalizers: ["example.com/hold", "batch.kubernetes.io/job-tracking"],
                    managedFields: [{ manager: "kubectl" }, { manager: "holder", fieldsV1 }],
                },
                status: { phase: "Running", containerStatuses: [container({ state })] },
            }) as unknown as V1Pod;
        expect(podProblem(leaving({ running: {} }))).toEqual({ message: "is being deleted" });
        expect(podProblem(leaving({ terminated: { exitCode: 0 } }))).toEqual({
            message: expect.stringMatching(
                says(
                    "being deleted … finalizers example.com/hold, set by holder, batch.kubernetes.io/job-tracking (its Job …)",
                ),
            ) as string,
        });
    });
});

describe("a pod whose node was restarted", () => {
    it("may become ready, however often that was", () => {
        const lost = { state: { terminated: { exitCode: 255, reason: "Unknown" } }, restartCount: 9 };
        expect(podProblem(withContainer(lost))?.terminalAfterSeconds).toBeUndefined();
    });
});

describe("a pod that needs a change", () => {
    it.each(["1m20s", "2m40s", "5m0s"])("has crashed so often that the kubelet backs off for %s", (pause) => {
        const crashed = {
            state: { waiting: { reason: "CrashLoopBackOff", message: backOff(pause) } },
            lastState: { terminated: { exitCode: 1 } },
        };
        expect(podProblem(withContainer(crashed))?.terminalAfterSeconds).toBe(0);
    });

    it.each(["ErrImagePull", "ImagePullBackOff"])("has no image: %s", (reason) => {
        const problem = podProblem(withContainer({ state: { waiting: { reason, message: "no such host" } } }));
        expect(problem?.message).toMatch(says("container main: image shop:1 … pulled: no such host"));
        expect(problem?.terminalAfterSeconds).toBeGreaterThan(10);
    });

    it("is not scheduled", () => {
        const conditions = [{ type: "PodScheduled", status: "False", message: "0/1 nodes are available" }];
        expect(podProblem(pod({ phase: "Pending", conditions }))).toMatchObject({
            message: "cannot be scheduled: 0/1 nodes are available",
            terminalAfterSeconds: 30,
        });
    });

    it("is told by its init container rather than by the containers that wait for it", () => {
        const failed = container({ name: "migrate", state: { terminated: { exitCode: 3, message: "no database\n" } } });
        const waits = container({ state: { waiting: { reason: "PodInitializing" } } });
        const problem = podProblem(
            pod({ phase: "Pending", initContainerStatuses: [failed], containerStatuses: [waits] }),
        );
        expect(problem?.message).toMatch(says("init container migrate … exit code 3: no database"));
        expect(problem?.log).toEqual({ container: "migrate", previous: false });
    });

    it("is told by the container that cannot start rather than by one that still does", () => {
        const slow = container({ state: { waiting: { reason: "ContainerCreating" } } });
        const broken = container({
            name: "side",
            state: { waiting: { reason: "CreateContainerConfigError", message: 'secret "x" not found' } },
        });
        const problem = podProblem(pod({ phase: "Pending", containerStatuses: [slow, broken] }));
        expect(problem?.message).toBe('container side cannot be started: secret "x" not found');
    });
});
