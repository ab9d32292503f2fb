import type { V1Pod } from "@kubernetes/client-node";
import { podsMissing } from "../../../provider/nodes/pods-back";

const since = new Date("2026-01-01T12:00:30.700Z");
const now = new Date("2026-01-01T12:00:40Z");
const node = { name: "dev-server", container: "server", since };

interface Given {
    created?: string;
    nodeName?: string;
    ready?: boolean;
    state?: object;
    phase?: string;
    deletionTimestamp?: string;
}

const before = { running: { startedAt: "2026-01-01T11:00:00Z" } };
const after = { running: { startedAt: "2026-01-01T12:00:30Z" } };

function pod({
    created = "2026-01-01T10:00:00Z",
    nodeName = "dev-server",
    ready = true,
    state = after,
    phase,
    deletionTimestamp,
}: Given) {
    return {
        metadata: { name: "web", creationTimestamp: created, deletionTimestamp },
        spec: { nodeName },
        status: {
            phase,
            conditions: [{ type: "Ready", status: ready ? "True" : "False" }],
            containerStatuses: [{ name: "web", state }],
        },
    } as unknown as V1Pod;
}

const isMissing = (given: Given, on = node) => podsMissing([pod(given)], [on], now).length === 1;

it.each<[string, Given, boolean]>([
    ["that is called ready for what ran before", { state: before }, true],
    ["that runs again and is not ready yet", { ready: false }, true],
    ["whose container waits to be made", { ready: false, state: { waiting: { reason: "ContainerCreating" } } }, true],
    ["that runs again", {}, false],
    ["that crashes as it did before", { ready: false, state: { waiting: { reason: "CrashLoopBackOff" } } }, false],
    ["that has ended", { ready: false, phase: "Succeeded", state: { terminated: {} } }, false],
    ["that goes", { state: before, deletionTimestamp: "2026-01-01T12:00:31Z" }, false],
    ["of another node", { state: before, nodeName: "dev-agent-0" }, false],
    ["that was made since", { created: "2026-01-01T12:00:35Z", ready: false }, false],
])("a pod %s is waited for: %j, %s", (_, given, expected) => {
    expect(isMissing(given)).toBe(expected);
});

it("of a node that has run for long, or of which that is not known, none is waited for", () => {
    const long = { ...node, since: new Date("2026-01-01T11:30:00Z") };
    expect(isMissing({ ready: false }, long)).toBe(false);
    expect(isMissing({ state: before }, { ...node, since: undefined as unknown as Date })).toBe(false);
});
