import { ownerLabel } from "../../../provider/docker/labels";
import { ContainerPresence } from "../../../provider/resources/container-presence";
import { FakeNodes } from "./fake-nodes";

const inputs = { container: "registry", owner: "shop/dev/k8s#1" };
const difference = (nodes: FakeNodes, change = {}) =>
    new ContainerPresence(() => nodes).diff("", inputs, { ...inputs, ...change });
const there = { registry: { labels: { [ownerLabel]: inputs.owner } } };
const replaced = { changes: true, replaces: ["container"] };

describe("a ContainerPresence", () => {
    it("stays while the container is there, running or not", async () => {
        expect(await difference(new FakeNodes(there))).toEqual({ changes: false });
        const stopped = { registry: { ...there.registry, running: false } };
        expect(await difference(new FakeNodes(stopped), { dockerHost: "tcp://x" })).toEqual({ changes: false });
    });

    it.each([
        ["is gone", {}],
        ["is somebody else's", { registry: { labels: { [ownerLabel]: "shop/staging/k8s#2" } } }],
    ])("is replaced when the container %s", async (_, containers) => {
        expect(await difference(new FakeNodes(containers))).toEqual(replaced);
    });

    it("is replaced for another container", async () => {
        expect(await difference(new FakeNodes(there), { container: "other" })).toEqual(replaced);
    });
});
