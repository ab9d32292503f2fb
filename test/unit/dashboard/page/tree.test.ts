import { matcher } from "../../../../provider/dashboard/page/view/filter";
import { type Branch, type Row, rowsOf, treeOf } from "../../../../provider/dashboard/page/view/tree";
import { type Health, type Resource } from "../../../../provider/model/resource";
import { at, changed, cluster, resource, small } from "./pictures";

const none = new Map<string, boolean>();
const shown = (rows: Row[]) =>
    rows.map(({ level, branch }) => `${"  ".repeat(level - 1)}${branch.kind} ${branch.name}`);
const find = (branches: Branch[], id: string): Branch | undefined =>
    branches.flatMap((each) => (each.id === id ? [each] : (find(each.children, id) ?? []))).at(0);

it("has stacks, clusters and what is in them, open as far as people name it", () => {
    expect(shown(rowsOf(treeOf(small()), { chosen: none }))).toEqual([
        "stack shop/dev",
        "  cluster dev",
        "    node dev-server",
        "    release web",
        "    endpoint web",
        "    namespace web",
    ]);
});

it("gathers by namespaces what is of no release or manifest", () => {
    const gathered = find(treeOf(small()), at("namespace", "web"));
    expect(gathered?.children.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
        "workload coredns",
        "service coredns",
    ]);
    expect(gathered).toMatchObject({ state: "2 objects", health: "healthy" });
});

it("opens and closes what somebody has chosen", () => {
    const chosen = new Map([
        [at("release", "web", "web"), true],
        [at("deployment", "web", "web"), true],
    ]);
    const rows = shown(rowsOf(treeOf(small()), { chosen }));
    expect(rows).toEqual(expect.arrayContaining(["      workload web", "        pod web-0", "      service web"]));
    expect(shown(rowsOf(treeOf(small()), { chosen: new Map([[cluster, false]]) }))).toEqual([
        "stack shop/dev",
        "  cluster dev",
    ]);
});

it("tells each line's place for those who do not see it", () => {
    const rows = rowsOf(treeOf(small()), { chosen: none });
    const release = rows.find(({ branch }) => branch.kind === "release");
    expect(release).toMatchObject({ level: 3, position: 2, siblings: 4, isOpen: false, parent: cluster });
    expect(rows.find(({ branch }) => branch.kind === "node")).not.toHaveProperty("isOpen");
});

it("counts what is unhealthy below", () => {
    const pod = at("pod", "web", "web-1");
    const tree = treeOf(changed(small(), pod, { health: "unhealthy", why: "it crashes" }));
    expect(find(tree, cluster)).toMatchObject({ health: "healthy", unhealthy: 1 });
    expect(find(tree, pod)).toMatchObject({ why: "it crashes", unhealthy: 0 });
});

it("keeps what has lost its parent, and cannot be led in circles", () => {
    const orphan = resource("pod", "left", { namespace: "web", parent: at("deployment", "web", "gone") });
    expect(find(treeOf([orphan]), orphan.id)).toBeDefined();
    const one = resource("workload", "one", { parent: at("workload", "two") });
    const two = resource("workload", "two", { parent: at("workload", "one") });
    expect(() => treeOf([resource("cluster", cluster), one, two])).not.toThrow();
});

describe("what is looked for", () => {
    const rowsWith = (text: string, healths: Health[] = [], resources: Resource[] = small(), chosen = none) =>
        shown(rowsOf(treeOf(resources), { chosen, isWanted: matcher({ text, healths: new Set(healths) }) }));

    it("is shown with all that is above it", () => {
        expect(rowsWith("pod web-1")).toEqual([
            "stack shop/dev",
            "  cluster dev",
            "    release web",
            "      workload web",
            "        pod web-1",
        ]);
    });

    it("needs all words, whatever their case and order", () => {
        expect(rowsWith("WEB-1 pod")).toEqual(rowsWith("pod web-1"));
        expect(rowsWith("pod nothing")).toEqual([]);
    });

    it("is what is how", () => {
        const resources = changed(small(), at("pod", "web", "coredns-0"), { health: "unhealthy" });
        expect(rowsWith("", ["unhealthy"], resources).at(-1)).toBe("        pod coredns-0");
        expect(rowsWith("", ["unknown"], resources)).toEqual([]);
    });

    it("can be opened, with all that is below it", () => {
        const chosen = new Map([[at("endpoint", "web"), true]]);
        expect(rowsWith("endpoint/web", [], small(), chosen)).toEqual([
            "stack shop/dev",
            "  cluster dev",
            "    endpoint web",
        ]);
        const opened = new Map([[at("release", "web", "web"), true]]);
        expect(rowsWith("release/web", [], small(), opened).slice(-2)).toEqual([
            "      workload web",
            "      service web",
        ]);
    });
});
