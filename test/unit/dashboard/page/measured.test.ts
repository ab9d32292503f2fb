import { bytes, clock, cores, count, rate } from "../../../../provider/dashboard/page/view/format";
import { History, rateOf, sparkline } from "../../../../provider/dashboard/page/view/history";
import { loadsOf } from "../../../../provider/dashboard/page/view/usage";
import { type Usage } from "../../../../provider/model/usage";
import { at, cluster, small } from "./pictures";

describe("history", () => {
    it("keeps the last samples of each, and forgets what is gone", () => {
        const history = new History(3);
        for (const value of [1, 2, 3, 4]) history.record("web", "cpu", value);
        history.record("gone", "cpu", 1);
        expect(history.of("web", "cpu")).toEqual([2, 3, 4]);
        history.keep(new Set(["web"]));
        expect([history.of("web", "cpu").length, history.of("gone", "cpu").length]).toEqual([3, 0]);
    });

    it("has rates of counters, none where one began anew", () => {
        expect(rateOf(100, 300, 2)).toBe(100);
        expect(rateOf(300, 100, 2)).toBe(0);
        expect(rateOf(100, 300, 0)).toBe(0);
    });

    it("draws the highest at the top and nothing at the bottom", () => {
        expect(sparkline([0, 10, 5], 100, 20).line).toBe("M0 19 L50 1 L100 10");
        expect(sparkline([0, 0], 100, 20).line).toBe("M0 19 L100 19");
        expect(sparkline([1], 100, 20)).toEqual({ line: "", area: "" });
    });
});

it("sums what pods take for what they are parts of, and what nodes take for the cluster", () => {
    const usage = (
        kind: "node" | "pod",
        id: string,
        cpuMillicores: number | undefined,
        memoryBytes: number,
    ): Usage => ({
        ...{ kind, id, name: "", cluster, memoryBytes },
        ...(cpuMillicores !== undefined && { cpuMillicores }),
    });
    const resources = new Map(small().map((resource) => [resource.id, resource]));
    const loads = loadsOf(
        [
            usage("pod", at("pod", "web", "web-0"), 10, 100),
            usage("pod", at("pod", "web", "web-1"), undefined, 200),
            usage("node", at("node", "dev-server"), 250, 1000),
            usage("pod", at("pod", "web", "unknown"), 5, 5),
        ],
        resources,
    );
    expect(loads.get(at("release", "web", "web"))).toEqual({ cpuMillicores: 10, memoryBytes: 300 });
    expect(loads.get(cluster)).toEqual({ cpuMillicores: 250, memoryBytes: 1000 });
});

it("is told in units that people read", () => {
    expect([0, 999, 1024, 1536, 84 * 1024 ** 2, 3.5 * 1024 ** 3].map(bytes)).toEqual([
        "0 B",
        "999 B",
        "1.0 KiB",
        "1.5 KiB",
        "84 MiB",
        "3.5 GiB",
    ]);
    expect(rate(2048)).toBe("2.0 KiB/s");
    expect([cores(120), cores(12_345)]).toEqual(["0.12 cores", "12.3 cores"]);
    expect([count(1, "line"), count(1200, "line")]).toEqual(["1 line", "1,200 lines"]);
    expect(clock("no time")).toBe("");
    expect(clock("2026-01-01T00:00:00.250Z", true)).toMatch(/^\d\d:\d\d:00\.250$/);
});
