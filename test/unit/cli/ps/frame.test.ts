import { frameOf } from "../../../../provider/cli/ps/frame";
import { ageOf } from "../../../../provider/cli/resources/age";
import { plain } from "../../../../provider/cli/resources/paint";
import { lineOf, tableOf } from "../../../../provider/cli/resources/table";
import { clusterResources } from "../../../../provider/model/cluster-resources";
import { inOrder } from "../../../../provider/model/store";
import { LiveView } from "../../../../provider/model/workload-resources";
import { facts, objects, web } from "../../model/facts";

const now = new Date("2026-01-01T00:05:00Z");
const reached = { server: "https://127.0.0.1:26000", version: "v1.34.4+k3s1" };
const all = (isReady: boolean) =>
    inOrder(clusterResources(facts({ kubernetes: { ...reached, objects: objects(web(isReady)) } }), new LiveView()));
const table = (isReady: boolean, more = {}) => tableOf(all(isReady), { now, paint: plain, all: false, ...more });

it("what people named is shown, and of the rest what is not well, with why", () => {
    expect(table(true)).toEqual([
        "NAME          KIND     STATE     HEALTH   AGE  ADDRESS                  VERSION",
        "shop/dev/dev  cluster  ready     healthy  5m   https://127.0.0.1:26000  v1.34.4+k3s1",
        "  dev-server  node     ready     healthy  5m   172.20.0.2               v1.34.4+k3s1",
        "  web/web     release  deployed  healthy  5m                            web-1.2.3",
    ]);
    expect(table(false).map((line) => line.trim().split(/ {2,}/)[0])).toEqual([
        "NAME",
        "shop/dev/dev",
        "dev-server",
        "web/web",
        expect.stringMatching(/^Deployment web: 0 of 1 pods available/),
        "web/web",
        expect.stringMatching(/^0 of 1 pods available/),
        "web/web-1-a",
        "container main: image web:1 cannot be pulled: not found",
    ]);
    expect(table(true, { all: true })).toHaveLength(7);
});

it("no line is wider than there is room for", () => {
    for (const width of [1, 20, 40, 60, 80]) {
        for (const line of table(false, { width, all: true })) expect(line.length).toBeLessThanOrEqual(width);
    }
});

it("a name that is hostile does nothing to a terminal", () => {
    const [cluster] = all(true);
    if (!cluster) throw new Error("there is no cluster");
    const hostile = { ...cluster, name: "a\u001b[2J\nb", health: "unhealthy" as const, why: "x\u001b]0;y\u0007\nz" };
    const text = [...tableOf([hostile], { now, paint: plain, all: false }), lineOf(hostile)].join("");
    expect(text).not.toMatch(/[\u0000-\u001f]/);
});

it("a screen is filled, and never overfilled, whatever its size", () => {
    const view = { resources: all(false), changes: ["one", "two"], all: true, paint: plain, now };
    for (const rows of [1, 5, 12, 24, 50]) {
        for (const scroll of [-3, 0, 2, 99]) {
            const { lines, scroll: possible } = frameOf({ ...view, rows, columns: 60, scroll });
            expect(lines.length).toBeLessThanOrEqual(rows);
            expect(possible).toBeGreaterThanOrEqual(0);
            for (const line of lines) expect(line.length).toBeLessThanOrEqual(60);
        }
    }
    const { lines } = frameOf({ ...view, rows: 40, columns: 120, scroll: 0 });
    expect(lines[0]).toMatch(/ {3}1 cluster, 6 resources: 3 unhealthy$/);
    expect(lines).toContain("two");
});

it.each([
    ["2026-01-01T00:04:58Z", "2s"],
    ["2026-01-01T00:00:00Z", "5m"],
    ["2025-12-31T20:05:00Z", "4h"],
    ["2025-12-28T00:05:00Z", "4d"],
    ["2026-01-01T00:05:09Z", "0s"],
    [undefined, ""],
])("%s is %s ago", (since, age) => {
    expect(ageOf(since, now)).toBe(age);
});
