import { ownerLabel } from "../../../shared/labels";
import { unknownValue } from "../../../provider/lifecycle";
import { NodeIdentity } from "../../../provider/resources/node-identity";
import { isDowngrade } from "../../../provider/resources/support/k3s-version";
import { failure, FakeNodes } from "./fake-nodes";
import { recordingVolumes } from "./fake-volumes";
import { says } from "../../support/says";

const inputs = { node: "dev-agent-0", container: "agent-0", owner: "shop/dev/k8s" };
const old = { ...inputs, password: "p" };
const nodes = new FakeNodes({ "agent-0": { labels: { [ownerLabel]: "shop/dev/k8s" } } });
const of = (its = nodes, version?: string) =>
    new NodeIdentity(
        () => its,
        () => Promise.resolve(version),
        recordingVolumes(),
    );
const replaced = { changes: true, replaces: ["container"] };

describe("a NodeIdentity", () => {
    it("has a password of its own", async () => {
        const [one, other] = await Promise.all([of().create(inputs), of().create(inputs)]);
        expect(one.outputs.password).toMatch(/^[0-9a-f]{32}$/);
        expect(one.outputs.password).not.toBe(other.outputs.password);
        expect(one).toMatchObject({ id: "dev-agent-0", outputs: inputs });
    });

    it("stays while the node's container is there", async () => {
        expect(await of().diff("", old, inputs)).toEqual({ changes: false });
    });

    it.each([
        ["is gone", {}],
        ["is somebody else's", { "agent-0": { labels: { [ownerLabel]: "shop/staging/k8s" } } }],
    ])("is replaced when the container %s", async (_, containers) => {
        expect(await of(new FakeNodes(containers)).diff("", old, inputs)).toEqual(replaced);
    });

    it.each([{ node: "dev-agent-1" }, { container: "agent-1" }])("is replaced for %j", async (change) => {
        expect(await of().diff("", old, { ...inputs, ...change })).toEqual(replaced);
    });

    it("of an agent never asks for an update, whatever its inputs", async () => {
        for (const change of [{ node: "n" }, { container: "c" }, { owner: "o" }, { dockerHost: "d" }, {}]) {
            const { changes, replaces = [] } = await of().diff("", old, { ...inputs, ...change });
            expect(changes).toBe(replaces.length > 0);
        }
    });
});

describe("the data of a server with a volume", () => {
    const kept = { ...old, dataVersion: "v1.35.2-k3s1" };

    it("goes to a newer version by an update that keeps the password", async () => {
        const next = { ...inputs, dataVersion: "v1.36.0-k3s1" };
        expect(await of().diff("", kept, next)).toEqual({ changes: true });
        expect(await of().update("", kept, next)).toEqual({ ...next, password: "p" });
    });

    it("is refused an older version, in the preview", async () => {
        const message = await failure(() => of().diff("", kept, { ...inputs, dataVersion: "v1.34.4-k3s1" }));
        expect(message).toMatch(says("data … node dev-agent-0 cannot go back … v1.35.2-k3s1 to v1.34.4-k3s1."));
        expect(message).toMatch(says("Next: set version … v1.35.2-k3s1 … newer … remove dataVolume"));
    });

    it("that was there before is refused an older version than it tells, before the server is made", async () => {
        const adopted = { ...inputs, dataVersion: "v1.34.4-k3s1", keptVolume: "team", image: "k3s" };
        const message = await failure(() => of(nodes, "v1.35.2-k3s1").create(adopted));
        expect(message).toMatch(says("data … node dev-agent-0 cannot go back … v1.35.2-k3s1 to v1.34.4-k3s1."));
        for (const version of ["v1.34.4-k3s1", "v1.33.1-k3s1", undefined]) {
            expect((await of(nodes, version).create(adopted)).outputs).toMatchObject(adopted);
        }
    });

    it("of another volume is looked at when the program goes over to it", async () => {
        const other = { ...inputs, dataVersion: "v1.35.2-k3s1", keptVolume: "team", image: "k3s" };
        expect(await of().diff("", kept, other)).toEqual({ changes: true });
        await expect(of(nodes, "v1.36.0-k3s1").update("", kept, other)).rejects.toThrow("cannot go back");
        expect(await of(nodes, "v1.35.2-k3s1").update("", kept, other)).toMatchObject(other);
    });

    it("is refused an older version also when its container is gone", async () => {
        const gone = of(new FakeNodes());
        await expect(gone.diff("", kept, { ...inputs, dataVersion: "v1.34.4-k3s1" })).rejects.toThrow("cannot go back");
    });
});

describe("the volume of a node", () => {
    const stored = { ...inputs, volume: "data" };

    it("is looked at before the node is made on it, and before it is deleted", async () => {
        const volumes = recordingVolumes();
        const identity = new NodeIdentity(
            () => nodes,
            () => Promise.resolve(undefined),
            volumes,
        );
        await identity.create(stored);
        await identity.delete("", { ...stored, password: "p" });
        const { owner } = inputs;
        expect(volumes.asked).toEqual([
            { refuse: { name: "data", owner, kept: false } },
            { refuseDeletion: { name: "data", owner } },
        ]);
    });

    it("that is kept is not deleted; without one there is nothing to look at", async () => {
        const volumes = recordingVolumes();
        const identity = new NodeIdentity(
            () => nodes,
            () => Promise.resolve(undefined),
            volumes,
        );
        await identity.create({ ...stored, keepsVolume: true });
        await identity.delete("", { ...stored, keepsVolume: true, password: "p" });
        await identity.create(inputs);
        await identity.delete("", old);
        expect(volumes.asked).toEqual([{ refuse: { name: "data", owner: inputs.owner, kept: true } }]);
    });

    it("is no change to a state from before it was looked at; another one is, once it is known", async () => {
        expect(await of().diff("", old, stored)).toEqual({ changes: false });
        expect(await of().diff("", { ...stored, password: "p" }, { ...stored, volume: "other" })).toEqual({
            changes: true,
        });
        expect(await of().diff("", { ...stored, password: "p" }, { ...stored, volume: unknownValue })).toEqual({
            changes: false,
        });
    });
});

describe("a downgrade", () => {
    it.each([
        ["v1.36.0-k3s1", "v1.35.9-k3s9"],
        ["v1.36.1-k3s1", "v1.36.0-k3s2"],
        ["v1.36.0-k3s2", "v1.36.0-k3s1"],
        ["v2.0.0-k3s1", "v1.99.0-k3s1"],
        ["v1.10.0-k3s1", "v1.9.0-k3s1"],
        ["v1.36.0+k3s2", "v1.36.0-k3s1"],
    ])("is one from %s to %s, and none back", (from, to) => {
        expect([isDowngrade(from, to), isDowngrade(to, from)]).toEqual([true, false]);
    });

    it.each([
        ["v1.36.0-k3s1", "v1.36.0-k3s1"],
        ["v1.36.0-k3s1", undefined],
        [undefined, "v1.36.0-k3s1"],
        ["v1.36.0-k3s1", "latest"],
    ])("is none from %s to %s", (from, to) => expect(isDowngrade(from, to)).toBe(false));
});
