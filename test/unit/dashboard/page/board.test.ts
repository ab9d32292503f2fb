import { Board } from "../../../../provider/dashboard/page/state/board";
import { at, cluster, small } from "./pictures";

const time = "2026-01-01T00:00:00Z";
const of = (kind: "node" | "pod", id: string, cpuMillicores: number) => ({
    kind,
    id,
    name: "",
    cluster,
    cpuMillicores,
});

describe("what nodes use", () => {
    const board = new Board();
    const [first, second] = [at("node", "dev-server"), at("node", "dev-agent-0")];
    const pod = at("pod", "web", "web-0");
    const node = small().find(({ id }) => id === first);
    if (!node) throw new Error("there is no node");
    const resources = [...small().filter(({ id }) => id !== second), { ...node, id: second, name: "dev-agent-0" }];
    board.take({ resources, actions: {}, stack: { problems: [] } });

    it("is added up, though each node tells its own", () => {
        board.measure({ usages: [of("node", first, 100), of("pod", pod, 10)], time });
        board.measure({ usages: [of("node", second, 50)], time });
        board.measure({ usages: [of("node", second, 70)], time });
        expect([first, second, pod, cluster].map((id) => board.loads.get(id)?.cpuMillicores)).toEqual([
            100, 70, 10, 170,
        ]);
    });

    it("is recorded for those who told it, and what they are parts of", () => {
        expect(board.history.of(first, "cpu")).toEqual([100]);
        expect(board.history.of(second, "cpu")).toEqual([50, 70]);
        expect(board.history.of(cluster, "cpu")).toEqual([100, 150, 170]);
    });

    it("goes with a node that is gone", () => {
        board.change({ upserts: [], deletes: [second] });
        board.measure({ usages: [of("node", first, 30)], time });
        expect(board.loads.get(cluster)?.cpuMillicores).toBe(30);
    });
});
