import { readFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { processesIn } from "../../e2e/support/plugin";
import { type Bench, type BenchContext, type Side } from "../framework/bench";
import { type Stack } from "../framework/stack";
import { sourceFiles } from "../releases/programs";
import { type Language, stackIn } from "./programs";

const objects = 500;
const sampledEveryMs = 100;

/**
 * Measures the peak memory of the plugin, compared with the two processes that do its work for a program in TypeScript.
 */
export const memoryAgainstTypescript: Bench = {
    name: `memory of the plugin, ${objects} objects`,
    unit: "MiB",
    isMeasured: true,
    peerName: "a program in TypeScript and its provider",
    goal: 1,
    note: "the most that its processes have during a pulumi up that changes nothing",
    async prepare(context) {
        return {
            ours: await peak("yaml", "bench-memory", /provider\/plugin\/main\.js/, context),
            peer: await peak(
                "typescript",
                "bench-memory-peer",
                /@pulumi\/pulumi\/cmd\/(run|dynamic-provider)\b/,
                context,
            ),
        };
    },
};

async function peak(language: Language, project: string, processes: RegExp, context: BenchContext): Promise<Side> {
    const stack = await stackIn(language, "objects", project, context);
    stack.write(sourceFiles(objects));
    await stack.up();
    return { run: () => peakDuring(stack, processes) };
}

async function peakDuring(stack: Stack, processes: RegExp): Promise<number> {
    const most = new Map<number, number>();
    const up = new AbortController();
    const sampling = (async () => {
        while (!up.signal.aborted) {
            for (const id of processesIn(stack.folder, processes)) {
                const status = await readFile(`/proc/${id}/status`, "utf8").catch(() => "");
                const kibibytes = Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0);
                most.set(id, Math.max(most.get(id) ?? 0, kibibytes));
            }
            await delay(sampledEveryMs);
        }
    })();
    await stack.up().finally(() => up.abort());
    await sampling;
    if (most.size === 0) throw new Error(`no process like ${String(processes)} was seen`);
    return [...most.values()].reduce((sum, each) => sum + each, 0) / 1_024;
}
