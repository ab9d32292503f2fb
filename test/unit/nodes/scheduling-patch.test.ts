import type { V1Node } from "@kubernetes/client-node";
import { hasScheduling, schedulingPatch } from "../../../provider/nodes/scheduling-patch";

const unreachable = { key: "node.kubernetes.io/unreachable", effect: "NoExecute" };
const node = (labels: Record<string, string>, taints: object[] = []) =>
    ({ metadata: { resourceVersion: "7", labels }, spec: { taints } }) as unknown as V1Node;
const wanted = { labels: { disk: "fast" }, taints: ["dedicated=gpu:NoSchedule", "busy:NoExecute"] };

describe("the patch of a node's labels and taints", () => {
    it("sets what is wanted, leaves what others set, and holds only for the node as it was seen", () => {
        expect(schedulingPatch(node({ zone: "a" }, [unreachable]), undefined, wanted)).toEqual({
            metadata: { resourceVersion: "7", labels: { disk: "fast" } },
            spec: {
                taints: [
                    unreachable,
                    { key: "dedicated", value: "gpu", effect: "NoSchedule" },
                    { key: "busy", effect: "NoExecute" },
                ],
            },
        });
    });

    it("takes away what was wanted before", () => {
        const live = node({ disk: "fast" }, [{ key: "busy", effect: "NoExecute" }, unreachable]);
        expect(schedulingPatch(live, wanted, { labels: {}, taints: [] })).toEqual({
            metadata: { resourceVersion: "7", labels: { disk: null } },
            spec: { taints: [unreachable] },
        });
    });

    it("changes the value of a taint, of which a node has one of each key and effect", () => {
        const live = node({}, [{ key: "dedicated", value: "gpu", effect: "NoSchedule" }]);
        const { spec } = schedulingPatch(live, undefined, {
            labels: {},
            taints: ["dedicated=db:NoSchedule"],
        }) as V1Node;
        expect(spec?.taints).toEqual([{ key: "dedicated", value: "db", effect: "NoSchedule" }]);
    });
});

describe("whether a node has its labels and taints", () => {
    const taints = [
        { key: "dedicated", value: "gpu", effect: "NoSchedule" },
        { key: "busy", value: "", effect: "NoExecute" },
    ];

    it.each([
        ["all of them, and others", { disk: "fast", zone: "a" }, [unreachable, ...taints], true],
        ["another value of a label", { disk: "slow" }, taints, false],
        ["a taint too few", { disk: "fast" }, taints.slice(1), false],
        ["no taints at all", { disk: "fast" }, [], false],
    ])("%s", (_, labels, live, expected) => {
        expect(hasScheduling(node(labels, live), wanted)).toBe(expected);
    });
});
