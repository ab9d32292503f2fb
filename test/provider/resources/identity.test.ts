import { unknownValue } from "../../../provider/lifecycle";
import { Identity, type IdentityInputs, type IdentityOutputs } from "../../../provider/resources/identity";
import { FakeNodes } from "./fake-nodes";

const inputs: IdentityInputs = { dataKey: "container:1", serverContainer: "server", keepsData: false };
const old: IdentityOutputs = { ...inputs, clusterId: "0123", nodeFiles: "1", token: "t", agentToken: "a" };
const mine = { server: { labels: { "pulumi-k3s.cluster-id": "0123" } } };

const diff = (nodes: FakeNodes, from: Partial<IdentityOutputs> = {}, to: Partial<IdentityInputs> = {}) =>
    new Identity(() => nodes).diff("0123", { ...old, ...from }, { ...inputs, ...from, ...to });
const replaced = { changes: true, replaces: ["dataKey"] };

describe("an Identity", () => {
    it("has an id and two tokens that are never the same", async () => {
        const identity = new Identity(() => new FakeNodes());
        const made = await Promise.all([identity.create(inputs), identity.create(inputs)]);
        const random = made.flatMap(({ outputs }) => [outputs.clusterId, outputs.token, outputs.agentToken]);
        expect(new Set(random).size).toBe(6);
        for (const { outputs } of made) {
            expect(outputs.clusterId).toMatch(/^[0-9a-f]{16}$/);
            expect([outputs.token, outputs.agentToken].join()).toMatch(/^[0-9a-f]{64},[0-9a-f]{64}$/);
        }
    });

    it("echoes its inputs and is identified by the cluster's id", async () => {
        const { id, outputs } = await new Identity(() => new FakeNodes()).create(inputs);
        expect(outputs).toMatchObject({ ...inputs, clusterId: id });
    });

    it("stays while the server's container is there, running or not", async () => {
        expect(await diff(new FakeNodes(mine))).toEqual({ changes: false });
        expect(await diff(new FakeNodes({ server: { ...mine.server, running: false } }))).toEqual({ changes: false });
    });

    it("is replaced when the data key changes", async () => {
        expect(await diff(new FakeNodes(mine), {}, { dataKey: "container:2" })).toEqual(replaced);
    });

    it("is replaced when the data key is not known yet, because what it is made of is replaced", async () => {
        expect(await diff(new FakeNodes(mine), {}, { dataKey: unknownValue })).toEqual(replaced);
    });

    it.each([
        ["is gone", {}],
        ["belongs to another cluster", { server: { labels: { "pulumi-k3s.cluster-id": "4567" } } }],
        ["has no label", { server: {} }],
        ["holds a cluster that this stack did not make", { server: { ...mine.server, foreign: true } }],
    ])("is replaced when the server's container %s", async (_, containers) => {
        expect(await diff(new FakeNodes(containers))).toEqual(replaced);
    });

    it("stays without a container where a volume keeps the data", async () => {
        expect(await diff(new FakeNodes(), { keepsData: true })).toEqual({ changes: false });
    });

    describe("when the package has newer node files", () => {
        const newer = { dataKey: "container:1 with 2", newestNodeFiles: "2", earlierDataKeys: { 1: "container:1" } };

        it("stays with those that it was created with", async () => {
            expect(await diff(new FakeNodes(mine), {}, newer)).toEqual({ changes: false });
            const beforeVersions = { nodeFiles: undefined } as unknown as IdentityOutputs;
            expect(await diff(new FakeNodes(mine), beforeVersions, newer)).toEqual({ changes: false });
        });

        it("is replaced, and then has the newer ones, when anything else changes", async () => {
            const other = { ...newer, earlierDataKeys: { 1: "container:2" } };
            expect(await diff(new FakeNodes(mine), {}, other)).toEqual(replaced);
            const { outputs } = await new Identity(() => new FakeNodes()).create({ ...inputs, ...newer });
            expect(outputs.nodeFiles).toBe("2");
        });

        it("is held to the newer ones once it has them", async () => {
            const created = { dataKey: newer.dataKey, nodeFiles: "2" };
            expect(await diff(new FakeNodes(mine), created, newer)).toEqual({ changes: false });
            expect(await diff(new FakeNodes(mine), created, { ...newer, dataKey: "container:2 with 2" })).toEqual(
                replaced,
            );
        });
    });
});
