import { ownerLabel } from "../../../shared/labels";
import { unknownValue } from "../../../provider/lifecycle";
import { ContainerPresence } from "../../../provider/resources/container-presence";
import { FakeNodes } from "./fake-nodes";
import { recordingVolumes } from "./fake-volumes";

const inputs = { container: "registry", owner: "shop/dev/k8s#1" };
const difference = (nodes: FakeNodes, change = {}) =>
    new ContainerPresence(() => nodes, recordingVolumes()).diff("", inputs, { ...inputs, ...change });
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

    it("with another volume is replaced, and stays where a state from before knew of none", async () => {
        const presence = new ContainerPresence(() => new FakeNodes(there), recordingVolumes());
        const [one, other] = ["one", "other"].map((volume) => ({ ...inputs, volume }));
        if (!one || !other) throw new Error("there are two");
        expect(await presence.diff("", inputs, one)).toEqual({ changes: false });
        expect(await presence.diff("", one, { ...one, volume: unknownValue })).toEqual({ changes: false });
        expect(await presence.diff("", one, other)).toEqual(replaced);
        expect(await presence.diff("", one, inputs)).toEqual(replaced);
    });

    it("comes and goes only where the volume is its stack's", async () => {
        const volumes = recordingVolumes();
        const presence = new ContainerPresence(() => new FakeNodes(), volumes);
        await presence.create(inputs);
        await presence.delete("", inputs);
        expect(volumes.asked).toEqual([]);
        await presence.create({ ...inputs, volume: "images" });
        await presence.delete("", { ...inputs, volume: "images" });
        const { owner } = inputs;
        expect(volumes.asked).toEqual([
            { refuse: { name: "images", owner, kept: false } },
            { refuseDeletion: { name: "images", owner } },
        ]);
    });

    it("is replaced for another container", async () => {
        expect(await difference(new FakeNodes(there), { container: "other" })).toEqual(replaced);
    });
});
