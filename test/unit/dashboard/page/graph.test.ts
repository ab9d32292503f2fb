import fc from "fast-check";
import { noFilter } from "../../../../provider/dashboard/page/view/filter";
import { type Graph, graphOf, waysThrough } from "../../../../provider/dashboard/page/view/graph";
import { columnKinds, layoutOf, nodeHeight, nodeWidths } from "../../../../provider/dashboard/page/view/layout";
import { type Resource } from "../../../../provider/model/resource";
import { app, at, changed, cluster, resource, small } from "./pictures";

const all = { filter: noFilter, all: true };
const named = { filter: noFilter, all: false };
const short = (id: string) => id.replace(`${cluster}/`, "");
const edgesOf = ({ edges }: Graph) => edges.map(({ from, type, to }) => `${short(from)} ${type} ${short(to)}`);

it("leads from an endpoint over Service, workload, pod and node to the stack", () => {
    expect(edgesOf(graphOf(small(), named)).sort()).toEqual(
        [
            "endpoint/web reaches service/web/web",
            "service/web/web reaches deployment/web/web",
            "deployment/web/web has pod/web/web-0",
            "deployment/web/web has pod/web/web-1",
            "pod/web/web-0 runs on node/dev-server",
            "pod/web/web-1 runs on node/dev-server",
            "node/dev-server is part of shop/dev/dev",
            "shop/dev/dev is part of stack:shop/dev",
        ].sort(),
    );
});

it("leaves out what no program names, unless it is not well or is reached, and says how much", () => {
    const names = ({ nodes }: Graph) => nodes.map(({ name }) => name);
    expect(graphOf(small(), named).left).toBe(3);
    expect(names(graphOf(small(), named))).not.toContain("coredns-0");
    expect(names(graphOf(small(), all))).toContain("coredns-0");
    const bad = changed(small(), at("pod", "web", "coredns-0"), { health: "unhealthy" });
    expect(names(graphOf(bad, named))).toContain("coredns-0");
    const dns = resource("endpoint", "dns", { relations: [{ type: "leads-to", id: at("service", "web", "coredns") }] });
    expect(names(graphOf([...small(), dns], named))).toContain("coredns-0");
});

it("draws many pods of a workload that are alike as one, and few that are not well by themselves", () => {
    const many = [
        resource("cluster", cluster),
        resource("node", "dev-server"),
        resource("release", "web"),
        ...app("web", 40, { parent: at("release", "web") }),
    ];
    const bad = changed(many, at("pod", "web", "web-7"), { health: "unhealthy" });
    const graph = graphOf(bad, named);
    const drawn = graph.nodes.filter(({ kind }) => kind === "pod").map(({ name }) => name);
    expect(drawn.sort()).toEqual(["39 pods", "web-7"]);
    expect(edgesOf(graph).filter((edge) => edge.includes("runs on"))).toHaveLength(2);
    const starting = many.map((each, place) => (place % 2 ? each : { ...each, health: "progressing" as const }));
    const pods = graphOf(starting, named).nodes.filter(({ kind }) => kind === "pod");
    expect(pods.map(({ name, health }) => `${name} ${health}`).sort()).toEqual([
        "20 pods healthy",
        "20 pods progressing",
    ]);
});

it("has a Service that leads to some pods of a workload alone lead to these", () => {
    const one: Resource["relations"] = [{ type: "leads-to", id: at("pod", "web", "web-0") }];
    const graph = graphOf(changed(small(), at("service", "web", "web"), { relations: one }), named);
    expect(edgesOf(graph)).toContain("service/web/web reaches pod/web/web-0");
    expect(edgesOf(graph)).not.toContain("service/web/web reaches deployment/web/web");
});

it("shows what is looked for, with all ways through it", () => {
    const graph = (text: string) =>
        graphOf([...small(), resource("node", "dev-agent-0")], { all: true, filter: { text, healths: new Set() } });
    const names = graph("pod/web/web-1").nodes.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["web-1", "dev-server", "dev", "shop/dev"]));
    expect(names).not.toContain("web-0");
    expect(names).not.toContain("dev-agent-0");
    // A release is not drawn, but what it consists of is.
    expect(graph("release/web").nodes.map(({ name }) => name)).toContain("web-0");
    expect(graph("nothing").nodes).toEqual([]);
});

it("knows all that leads to something and all that it leads to, in circles too", () => {
    const edges = [
        { from: "a", to: "b", type: "reaches" as const },
        { from: "b", to: "c", type: "reaches" as const },
        { from: "c", to: "a", type: "reaches" as const },
        { from: "x", to: "y", type: "reaches" as const },
    ];
    expect([...waysThrough("b", edges)].sort()).toEqual(["a", "b", "c"]);
    expect([...waysThrough("x", edges)].sort()).toEqual(["x", "y"]);
});

it("places every kind in a column of its own, and nothing over anything else", () => {
    const kinds = fc.constantFrom(...columnKinds);
    const graphs = fc.array(fc.record({ kind: kinds, to: fc.array(fc.nat(20), { maxLength: 3 }) }), { maxLength: 20 });
    fc.assert(
        fc.property(graphs, (drawn) => {
            const nodes = drawn.map(({ kind }, place) => ({
                ...{ id: String(place), kind, label: kind, name: String(place) },
                ...{ health: "healthy" as const, state: "ready" },
            }));
            const edges = drawn.flatMap(({ kind, to }, from) =>
                to
                    .filter((each) => nodes[each] && columnKinds.indexOf(nodes[each].kind) > columnKinds.indexOf(kind))
                    .map((each) => ({ from: String(from), to: String(each), type: "reaches" as const })),
            );
            const placed = layoutOf({ nodes, edges });
            const boxes = nodes.map(({ id, kind }) => ({ kind, ...(placed.nodes.get(id) ?? { x: -1, y: -1 }) }));
            for (const [place, one] of boxes.entries()) {
                expect(one.x).toBe(placed.columns.find(({ kind }) => kind === one.kind)?.x);
                expect(one.y).toBeGreaterThanOrEqual(0);
                expect(one.x + nodeWidths[one.kind]).toBeLessThanOrEqual(placed.width);
                for (const other of boxes.slice(place + 1)) {
                    expect(one.x === other.x && Math.abs(one.y - other.y) < nodeHeight).toBe(false);
                }
            }
            for (const { path } of placed.edges) expect(path).not.toContain("NaN");
        }),
        { numRuns: 50 },
    );
});
