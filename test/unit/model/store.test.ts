import { type Resource } from "../../../provider/model/resource";
import { type Delta, inOrder, ResourceStore } from "../../../provider/model/store";

function resource(id: string, more: Partial<Resource> = {}): Resource {
    const cluster = id.split("/").slice(0, 3).join("/");
    return { id, kind: "pod", name: id, cluster, state: "ready", health: "healthy", addresses: [], ...more };
}

const [a, b, other] = ["p/s/a/pod/x", "p/s/a/pod/y", "p/s/b/pod/x"].map((id) => resource(id)) as [
    Resource,
    Resource,
    Resource,
];

it("followers get what is new, what has changed and what is gone, and nothing where nothing has changed", () => {
    const store = new ResourceStore();
    const deltas: Delta[] = [];
    const over = new AbortController();
    store.replace("p/s/b", [other]);
    store.follow((delta) => deltas.push(delta), over.signal);
    store.replace("p/s/a", [a, b]);
    store.replace("p/s/a", [{ ...a }, { ...b }]);
    const worse = { ...b, health: "unhealthy" as const };
    store.replace("p/s/a", [worse]);
    over.abort();
    store.replace("p/s/a", []);
    expect(deltas).toEqual([
        { upserts: [a, b], deletes: [] },
        { upserts: [worse], deletes: [a] },
    ]);
    expect(store.all()).toEqual([other]);
});

it("each stands after what it is a part of, and one without a parent that is there stands for itself", () => {
    const cluster = resource("p/s/a", { kind: "cluster" });
    const node = resource("p/s/a/node/n", { kind: "node", parent: "p/s/a" });
    const release = resource("p/s/a/release/r", { kind: "release", parent: "p/s/a" });
    const pod = resource("p/s/a/pod/p", { parent: release.id });
    const lone = resource("p/s/a/pod/lone", { parent: "p/s/a/release/gone" });
    const ids = inOrder([pod, lone, release, node, cluster]).map(({ id }) => id);
    const after = (one: Resource, two: Resource) => ids.indexOf(one.id) > ids.indexOf(two.id);
    expect(ids).toHaveLength(5);
    expect(after(node, cluster) && after(release, node) && after(pod, release)).toBe(true);
    expect(ids.slice(ids.indexOf(cluster.id))).toContain(pod.id);
});
