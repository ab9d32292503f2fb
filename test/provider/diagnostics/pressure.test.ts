import type { V1Node, V1Pod } from "@kubernetes/client-node";
import { type Api } from "../../../provider/kubernetes/api";
import { nodePressures, nodeProblem } from "../../../provider/diagnostics/node";
import { podReport } from "../../../provider/diagnostics/pod-report";
import { nodeReport } from "../../../provider/nodes/node-report";
import { type Workload } from "../../../provider/workloads/workload";
import { workloadFailure } from "../../../provider/workloads/workload-failure";
import { FakeNodes } from "../resources/fake-nodes";

const beat = new Date().toISOString();
const ready = { type: "Ready", status: "True", lastHeartbeatTime: beat };
const pressure = (type: string, status = "True") => ({
    type,
    status,
    reason: `KubeletHas${type}`,
    message: "too much",
});
const node = (...conditions: object[]) =>
    ({ metadata: { name: "dev-server" }, status: { conditions } }) as unknown as V1Node;

const pod = (status: object) => ({ metadata: { name: "web-1", namespace: "shop" }, status }) as unknown as V1Pod;
const unscheduled = pod({
    phase: "Pending",
    conditions: [{ type: "PodScheduled", status: "False", message: "0/1 nodes are available" }],
});
const evicted = pod({ phase: "Failed", reason: "Evicted", message: "The node was low on resource" });
const crashed = pod({
    phase: "Running",
    containerStatuses: [{ name: "main", restartCount: 1, state: { terminated: { exitCode: 1 } } }],
});

/** Returns a cluster with these nodes and nothing else. */
function clusterOf(...nodes: V1Node[]): Api {
    const request = (_: string, path: string) =>
        Promise.resolve(path.endsWith("/log") ? "" : { items: path === "/api/v1/nodes" ? nodes : [] });
    return { server: "", request } as unknown as Api;
}

function workload(...pods: V1Pod[]): Workload {
    const reference = { apiVersion: "apps/v1", kind: "Deployment", namespace: "shop", name: "web" } as const;
    return { reference, problem: { message: "0 of 1 pods available" }, pods };
}

describe.each(["DiskPressure", "MemoryPressure", "PIDPressure"])("a node under %s", (type) => {
    const pressed = node(pressure(type), ready);

    it("is ready all the same, and is named with what to do", () => {
        expect(nodeProblem(pressed, undefined, undefined, new Date())).toBeUndefined();
        expect(nodePressures(pressed)).toEqual([
            {
                message: `node dev-server is under ${type}, so it accepts no pods and evicts some: too much`,
                relief: expect.stringMatching(/^(free|stop) .* run pulumi up again$/) as string,
            },
        ]);
    });

    it("is named with what helps where it is not ready in time", async () => {
        const report = await nodeReport(clusterOf(pressed), new FakeNodes(), {
            name: "dev-server",
            container: "server",
        });
        expect(report).toEqual([
            `${type}=True KubeletHas${type}: too much`,
            expect.stringMatching(/^what helps: (free|stop) /) as string,
        ]);
    });

    it.each([
        ["cannot be scheduled", unscheduled],
        ["was evicted", evicted],
    ])("is the reason that a pod %s", async (_, troubled) => {
        const api = clusterOf(pressed);
        expect((await podReport(api, troubled)).join("\n")).toContain(`  node dev-server is under ${type}`);
        const { message, next } = await workloadFailure(api, "It fails.", [workload(troubled)]);
        expect(message).toContain(`node dev-server is under ${type}`);
        expect(next).toMatch(/^(free|stop) /);
    });

    it("is no reason that a pod crashes", async () => {
        const { message, next } = await workloadFailure(clusterOf(pressed), "It fails.", [workload(crashed)]);
        expect(message).not.toContain(type);
        expect(next).toMatch(/^look closer/);
    });
});

it("nodes that lack nothing are not named, whatever is wrong with them", async () => {
    const well = node(pressure("DiskPressure", "False"), { type: "Ready", status: "False" });
    expect(nodePressures(well)).toEqual([]);
    const { message, next } = await workloadFailure(clusterOf(well), "It fails.", [workload(unscheduled)]);
    expect(message).not.toContain("Pressure");
    expect(next).toMatch(/^look closer/);
});
