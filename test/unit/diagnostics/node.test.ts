import type { V1Lease, V1Node } from "@kubernetes/client-node";
import { nodeProblem } from "../../../provider/diagnostics/node";

const now = new Date("2026-01-01T12:00:00Z");
const at = (seconds: number) => new Date(now.getTime() + seconds * 1_000).toISOString();
const node = (ready: object) => ({ status: { conditions: [{ type: "Ready", ...ready }] } }) as unknown as V1Node;
const lease = (seconds: number) => ({ spec: { renewTime: at(seconds) } }) as unknown as V1Lease;
const wasReady = node({ status: "True", lastHeartbeatTime: at(-300) });

it("counts a node whose lease is fresh", () => {
    expect(nodeProblem(wasReady, lease(-9), undefined, now)).toBeUndefined();
});

it("does not believe a Ready that nobody has confirmed since", () => {
    expect(nodeProblem(wasReady, lease(-20), undefined, now)).toContain("no sign of life");
    expect(nodeProblem(wasReady, undefined, undefined, now)).toContain("no sign of life");
});

it("does not take a lease from before the container started for a sign of life, however fresh", () => {
    const started = new Date(at(-2));
    expect(nodeProblem(wasReady, lease(-3), started, now)).toContain("no sign of life");
    expect(nodeProblem(wasReady, lease(-1), started, now)).toBeUndefined();
});

it("takes a new node's report before its first lease", () => {
    const joined = node({ status: "True", lastHeartbeatTime: at(-1) });
    expect(nodeProblem(joined, undefined, new Date(at(-2)), now)).toBeUndefined();
});

it("gives the kubelet's reason for not being ready", () => {
    const problem = nodeProblem(
        node({ status: "False", message: "cni plugin not initialized" }),
        lease(0),
        undefined,
        now,
    );
    expect(problem).toBe("is not ready: cni plugin not initialized");
    expect(nodeProblem(undefined, undefined, undefined, now)).toBe("has not joined the cluster");
});
