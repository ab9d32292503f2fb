import { dirname, posix } from "node:path";
import { type Import, importsOf, publishedSources } from "./published-sources";

type Graph = Map<string, string[]>;

/** What each published source imports of the others, types included, or what it loads with itself alone. */
function graphOfSources(isCounted: (its: Import) => boolean = () => true): Graph {
    const sources = publishedSources();
    const graph: Graph = new Map();
    for (const file of sources) {
        const own = importsOf(file).filter((its) => its.specifier.startsWith(".") && isCounted(its));
        graph.set(
            file,
            own.map(({ specifier }) => {
                const path = posix.join(dirname(file), specifier.replace(/\.js$/, ""));
                const found = [`${path}.ts`, `${path}/index.ts`].find((each) => sources.includes(each));
                if (!found) throw new Error(`${file} imports ${specifier}, which is no published source`);
                return found;
            }),
        );
    }
    return graph;
}

/** The groups of files that all reach each other, by Tarjan's algorithm. */
function circles(graph: Graph): string[][] {
    const found: string[][] = [];
    const order = new Map<string, number>();
    const path: string[] = [];
    const visit = (file: string): number => {
        order.set(file, order.size);
        let low = order.size - 1;
        path.push(file);
        for (const next of graph.get(file) ?? []) {
            if (!order.has(next)) low = Math.min(low, visit(next));
            else if (path.includes(next)) low = Math.min(low, order.get(next) ?? low);
        }
        if (low !== order.get(file)) return low;
        const group = path.splice(path.indexOf(file));
        if (group.length > 1 || graph.get(file)?.includes(file)) found.push(group.sort());
        return low;
    };
    for (const file of graph.keys()) if (!order.has(file)) visit(file);
    return found;
}

/** A shortest way from a file of a circle back to it. */
function wayBack(graph: Graph, [start = "", ...others]: string[]): string {
    let ways = [[start]];
    for (let steps = 0; steps <= others.length; steps++) {
        const back = ways.find((way) => graph.get(way.at(-1) ?? "")?.includes(start));
        if (back) return [...back, start].join(" → ");
        const seen = new Set(ways.flat());
        ways = ways.flatMap((way) =>
            (graph.get(way.at(-1) ?? "") ?? []).filter((next) => !seen.has(next)).map((next) => [...way, next]),
        );
    }
    return start;
}

it("finds circles where there are some", () => {
    const graph = new Map([
        ["a", ["b", "d"]],
        ["b", ["c"]],
        ["c", ["a"]],
        ["d", ["e"]],
        ["e", ["e"]],
        ["f", ["a", "g"]],
        ["g", []],
    ]);
    expect(circles(graph)).toEqual([["a", "b", "c"], ["e"]].reverse());
    expect(circles(graph).map((circle) => wayBack(graph, circle))).toEqual(["e → e", "a → b → c → a"]);
});

it("published sources import each other in one direction, their types too", () => {
    const graph = graphOfSources();
    expect(graph.size).toBeGreaterThan(200);
    expect(circles(graph).map((circle) => `${wayBack(graph, circle)} (all: ${circle.join(", ")})`)).toEqual([]);
});

const isLoaded = ({ typesOnly, isLazy }: Import) => !typesOnly && !isLazy;

/** All files that are loaded with one, itself among them. */
function loadedWith(start: string, graph: Graph): Set<string> {
    const loaded = new Set([start]);
    for (const file of loaded) for (const next of graph.get(file) ?? []) loaded.add(next);
    return loaded;
}

it.each(["sdk/nodejs/index.ts", "provider/index.ts", "provider/plugin/main.ts", "provider/cli/main.ts"])(
    "%s does not load what one command alone uses",
    (start) => {
        const loaded = loadedWith(start, graphOfSources(isLoaded));
        expect(loaded.size).toBeGreaterThan(20);
        const packages = [...loaded].flatMap(importsOf).filter(isLoaded);
        const heavy = packages.filter(({ specifier }) =>
            /^(@modelcontextprotocol|zod|@grpc|protobufjs)\b/.test(specifier),
        );
        expect(heavy).toEqual([]);
    },
);
