import { clusterIdLabel } from "../../../shared/labels";
import { connectKubernetes } from "../../../provider/kubernetes/client";
import { NodeMember, type NodeMemberInputs } from "../../../provider/resources/node-member";
import { type Answer, type Asked, ScriptedServer } from "../kubernetes/scripted-server";
import { type FakeContainer, FakeNodes, recordingContext } from "./fake-nodes";

const pod = { metadata: { namespace: "shop", name: "web", uid: "1" }, spec: { nodeName: "dev-agent-0" } };
const eviction = "POST /api/v1/namespaces/shop/pods/web/eviction";
const left = [
    "DELETE /api/v1/nodes/dev-agent-0",
    "DELETE /api/v1/namespaces/kube-system/secrets/dev-agent-0.node-password.k3s",
];

/** The answers to the next requests, in order. After them, the server answers by its state. */
let refusals: Answer[];
let evictions: Answer[];
let pods: object[];
/** The pods that remain after a successful eviction. */
let kept: object[];
const server = new ScriptedServer((asked) => (refusals.length > 0 ? refusals.shift() : answer(asked)));

function answer({ method, path }: Asked): Answer {
    if (path === "/api/v1/pods") return { items: pods };
    if (method === "DELETE" && path.includes("/pods/")) pods = [];
    if (!path.endsWith("/eviction")) return { body: {} };
    const refused = evictions.shift();
    if (!refused) pods = kept;
    return refused ?? { body: {} };
}

const labelled = { labels: { [clusterIdLabel]: "0123" } };
const context = recordingContext();
let inputs: NodeMemberInputs;

jest.setTimeout(60_000);

beforeAll(() => server.start());
afterAll(() => server.stop());
beforeEach(() => {
    refusals = [];
    evictions = [];
    pods = [pod];
    kept = [];
    server.changes.length = 0;
    context.messages.length = 0;
    inputs = {
        kubeconfig: server.kubeconfig,
        clusterId: "0123",
        node: "dev-agent-0",
        container: "agent",
        containerId: "agent-id",
        timeoutSeconds: 30,
    };
});

const leave = (nodes = new FakeNodes({ agent: {} })) =>
    new NodeMember({ connect: connectKubernetes, nodes: () => nodes }).delete("", inputs, context);

describe("a node that leaves", () => {
    it("is drained, and neither its Node nor its password stays", async () => {
        await leave();
        expect(server.changes).toEqual(["PATCH /api/v1/nodes/dev-agent-0", eviction, ...left]);
    });

    it("moves its pods whatever refuses it for a while: a budget, two of them, a namespace that goes", async () => {
        evictions = [429, 500, 403].map((status) => ({ status }));
        await leave();
        expect(server.changes.filter((change) => change === eviction)).toHaveLength(4);
        expect(server.changes.slice(-2)).toEqual(left);
    });

    it("goes when its time is over, although a pod could not be moved", async () => {
        inputs.timeoutSeconds = 1;
        const message = "Cannot evict pod as it would violate the pod's disruption budget.";
        evictions = Array.from({ length: 100 }, () => ({ status: 429, body: { message } }));
        await leave();
        expect(server.changes.slice(-2)).toEqual(left);
        expect(context.messages).toEqual([
            "moving 1 pods from node dev-agent-0",
            `moving 1 pods from node dev-agent-0: shop/web (${message})`,
            `node dev-agent-0 is removed after 1 s, with pods still on it: shop/web (${message})`,
        ]);
    });

    it("says which finalizer keeps a pod that was moved", async () => {
        inputs.timeoutSeconds = 1;
        const metadata = {
            ...pod.metadata,
            deletionTimestamp: "2026-01-01T00:00:00Z",
            finalizers: ["example.com/hold"],
        };
        kept = [{ ...pod, metadata }];
        await leave();
        const why = "shop/web (is being deleted, but is held by its finalizer example.com/hold)";
        expect(context.messages.slice(-2)).toEqual([
            `moving 1 pods from node dev-agent-0: ${why}`,
            `node dev-agent-0 is removed after 1 s, with pods still on it: ${why}`,
        ]);
    });

    it("leaves a cluster whose server is just starting", async () => {
        refusals = ["no answer", "no answer", { status: 503 }];
        await leave(new FakeNodes({ server: labelled }));
        expect(server.changes).toEqual(["DELETE /api/v1/namespaces/shop/pods/web", ...left]);
    });

    it("leaves a cluster whose server was stopped and is started", async () => {
        const nodes = new FakeNodes({ server: { ...labelled, running: false } });
        refusals = ["no answer", "no answer"];
        const leaving = leave(nodes);
        await nodes.start("server");
        await leaving;
        expect(server.changes.slice(-2)).toEqual(left);
    });

    it.each<[string, FakeContainer | undefined, number]>([
        ["is gone", undefined, 1],
        ["stays stopped", { ...labelled, running: false }, 2],
        ["runs and never answers", labelled, 2],
    ])("goes with a cluster whose server %s", async (_, container, atLeast) => {
        inputs.timeoutSeconds = container === labelled ? 1 : 3_600;
        refusals = Array.from({ length: 1_000 }, () => "no answer" as const);
        await leave(new FakeNodes({ server: container }));
        expect(1_000 - refusals.length).toBeGreaterThanOrEqual(atLeast);
        expect(server.changes).toEqual([]);
        expect(context.messages).toEqual([
            expect.stringMatching(/^node dev-agent-0 was not removed from the cluster, which is being deleted: /),
        ]);
    });
});
