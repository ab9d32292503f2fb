import { type Bench, type Contest, type Side } from "./bench";
import { command } from "./command";
import { readOptions } from "./options";
import { type Progress } from "./progress";
import { failedResult, median, resultOf } from "./result";
import { runBench } from "./run-bench";
import { Shared } from "./shared";
import { table } from "./table";

const plain = { bold: String, dim: String, red: (text: string) => `red(${text})` };
const silent = { say: () => undefined, during: (_: string, run: () => unknown) => run() } as unknown as Progress;
const uninterrupted = new AbortController().signal;
const nothingShared = new Shared(uninterrupted);

const definition = { name: "start", unit: "s" as const, peerName: "k3d", goal: 1.1 };

function benchOf(record: string[], sides: Partial<Record<keyof Contest, () => Promise<unknown>>> = {}): Bench {
    const side = (name: keyof Contest): Side => ({
        before: () => record.push(`before ${name}`),
        run: () => {
            record.push(name);
            return sides[name]?.() ?? Promise.resolve();
        },
        after: () => record.push(`after ${name}`),
    });
    return {
        ...definition,
        prepare: ({ defer }) => {
            defer(() => Promise.resolve(record.push("remove network")));
            defer(() => Promise.resolve(record.push("remove server")));
            return Promise.resolve({
                ours: side("ours"),
                peer: side("peer"),
                ...(sides.takenOff && { takenOff: side("takenOff") }),
                ...(sides.takenOffPeer && { takenOffPeer: side("takenOffPeer") }),
            });
        },
    };
}

describe("a bench", () => {
    it("times its sides in turn, and tidies up in reverse", async () => {
        const record: string[] = [];
        expect(await runBench(benchOf(record), 2, silent, uninterrupted, nothingShared)).toHaveLength(2);
        const round = ["before ours", "ours", "after ours", "before peer", "peer", "after peer"];
        expect(record).toEqual([...round, ...round, "remove server", "remove network"]);
    });

    it("takes off each side what is measured beside it", async () => {
        const figure = (value: number) => () => Promise.resolve(value);
        const sides = { takenOff: figure(60), ours: figure(90), takenOffPeer: figure(20), peer: figure(70) };
        const rounds = await runBench(
            { ...benchOf([], sides), isMeasured: true },
            1,
            silent,
            uninterrupted,
            nothingShared,
        );
        expect(rounds).toEqual([{ ours: 30, peer: 50 }]);
    });

    it("takes the figures that its sides return, where it says so", async () => {
        const bench = benchOf([], { ours: () => Promise.resolve(12), peer: () => Promise.resolve(30) });
        const rounds = await runBench(
            { ...bench, unit: "MiB", isMeasured: true },
            1,
            silent,
            uninterrupted,
            nothingShared,
        );
        expect(rounds).toEqual([{ ours: 12, peer: 30 }]);
    });

    it("shares what it says with others; it goes after the last", async () => {
        const record: string[] = [];
        const shared = new Shared(uninterrupted);
        const bench: Bench = {
            ...benchOf(record),
            prepare: async (context) => {
                await context.shared("cluster", ({ defer }) => {
                    record.push("make cluster");
                    defer(() => Promise.resolve(record.push("remove cluster")));
                    return Promise.resolve("cluster");
                });
                return benchOf(record).prepare(context);
            },
        };
        for (let time = 0; time < 2; time++) await runBench(bench, 1, silent, uninterrupted, shared);
        await shared.tidyUp();
        expect(record.filter((what) => what.endsWith("cluster"))).toEqual(["make cluster", "remove cluster"]);
        expect(record.at(-1)).toBe("remove cluster");
    });

    it("tidies up when a side fails, and when it is interrupted", async () => {
        for (const interrupted of [false, true]) {
            const record: string[] = [];
            const interrupt = new AbortController();
            const ours = () => {
                if (!interrupted) return Promise.reject(new Error("no space left"));
                interrupt.abort(new Error("interrupted"));
                return Promise.resolve();
            };
            await expect(
                runBench(benchOf(record, { ours }), 7, silent, interrupt.signal, nothingShared),
            ).rejects.toThrow(interrupted ? "interrupted" : "no space left");
            expect(record).not.toContain("peer");
            expect(record.slice(-2)).toEqual(["remove server", "remove network"]);
        }
    });
});

describe("a result", () => {
    const rounds = [3, 1, 2].map((ours) => ({ ours, peer: 2 }));

    it("is made of medians", () => {
        const figures = { ours: 2, peer: 2, ratio: 1, ok: true };
        expect(resultOf(definition, rounds)).toEqual({ ...definition, ...figures });
        expect([median([4, 1, 3]), median([4, 1])]).toEqual([3, 2.5]);
        expect(() => median([])).toThrow();
    });

    it("misses a goal by whatever little", () => {
        expect(resultOf(definition, [{ ours: 1.1, peer: 1 }]).ok).toBe(true);
        expect(resultOf(definition, [{ ours: 1.101, peer: 1 }]).ok).toBe(false);
    });

    it("says in the table what was met, what was missed and what could not run", () => {
        const results = [
            resultOf(definition, [{ ours: 1, peer: 1 }]),
            resultOf(definition, [{ ours: 12, peer: 1 }]),
            failedResult(definition),
        ];
        expect(table(results, plain)).toBe(
            [
                "          ours    peer       ratio     goal",
                "start   1.00 s  1.00 s  k3d   1.00  <= 1.10  ok",
                "red(start  12.00 s  1.00 s  k3d  12.00  <= 1.10  missed)",
                "red(start        -       -  k3d      -  <= 1.10  failed)",
            ].join("\n"),
        );
    });

    it("shows what is small with two digits more", () => {
        const small = resultOf({ ...definition, unit: "ms" }, [{ ours: 1.234, peer: 12.3 }]);
        expect(table([small], plain)).toContain("1.23 ms  12 ms");
    });
});

describe("the options", () => {
    const prepare = () => Promise.reject(new Error("nothing runs here"));
    const groups = ["cluster", "releases"].map((name) => ({ name, benches: [{ ...definition, prepare }] }));

    it("pick a group and the number of rounds", () => {
        expect(readOptions({}, groups)).toEqual({ groups, rounds: 7 });
        expect(readOptions({ ONLY: "releases", RUNS: "2" }, groups)).toEqual({ groups: [groups[1]], rounds: 2 });
    });

    it("pick some of a group by a part of their titles", () => {
        const benches = ["start", "stop"].map((name) => ({ ...definition, name, prepare }));
        const group = { name: "cluster", benches };
        expect(readOptions({ ONLY: "cluster/stop (k3d" }, [group]).groups).toEqual([
            { name: "cluster", benches: benches.slice(1) },
        ]);
        expect(() => readOptions({ ONLY: "cluster/pause" }, [group])).toThrow("ONLY=cluster/pause");
    });

    it("refuse what means nothing", () => {
        expect(() => readOptions({ ONLY: "clusters" }, groups)).toThrow("the groups are: cluster, releases");
        expect(() => readOptions({ RUNS: "0" }, groups)).toThrow("RUNS=0");
    });
});

describe("a command", () => {
    it("fails with the end of what it printed", async () => {
        expect(await command("sh", ["-c", "echo done"])).toBe("done\n");
        await expect(command("sh", ["-c", "echo no space left >&2; exit 3"])).rejects.toThrow(
            /exit code 3\):\nno space left$/,
        );
    });

    it("goes with all its children when it is interrupted", async () => {
        const interrupt = new AbortController();
        const running = command("sh", ["-c", "sleep 60 & wait"], { signal: interrupt.signal });
        setTimeout(() => interrupt.abort(new Error("interrupted")), 100);
        await expect(running).rejects.toThrow("interrupted");
    });
});
