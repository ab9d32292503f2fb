import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repository } from "../../e2e/support/packed";
import { K3dCluster } from "../cluster/k3d-cluster";
import { type Bench, type Side } from "../framework/bench";
import { command } from "../framework/command";
import { type Stack } from "../framework/stack";
import { type Language, stackIn } from "./programs";
import { startOf } from "./start";

/** Measures the time from nothing to ready in another language. */
export function readyAgainstTypescript(language: Language): Bench {
    return {
        name: `${language}: nothing to ready`,
        unit: "s",
        peerName: "TypeScript",
        goal: 1.15,
        note: "pulumi up of one server, less one of an empty program in that language in the same round; on both sides",
        async prepare(context) {
            const name = `bench-ready-${language}`;
            return {
                takenOff: await startOf(language, name, context),
                ours: fromNothing(await stackIn(language, "cluster", name, context)),
                takenOffPeer: await startOf("typescript", `${name}-peer`, context),
                peer: fromNothing(await stackIn("typescript", "cluster", `${name}-peer`, context)),
            };
        },
    };
}

/** Measures the time for a user who has only Pulumi and the released plugin. */
export const readyAgainstK3d: Bench = {
    name: "yaml: nothing to ready, with the engine",
    unit: "s",
    peerName: "k3d",
    goal: 1,
    note: "ours is the whole pulumi up of one server, by the plugin as one executable",
    async prepare(context) {
        const folder = await mkdtemp(join(tmpdir(), "pulumi-k3s-bench-executable-"));
        context.defer(() => rm(folder, { recursive: true }));
        const target = `linux-${process.arch === "x64" ? "amd64" : process.arch}`;
        const script = join(repository, "provider/executable/build.mjs");
        await command(process.execPath, [script, target, folder], { signal: context.signal });
        const cluster = new K3dCluster("bench-yaml", context);
        return {
            ours: fromNothing(await stackIn("yaml", "cluster", "bench-yaml-k3d", context, folder)),
            peer: { run: () => cluster.start(), after: () => cluster.remove() },
        };
    },
};

function fromNothing(stack: Stack): Side {
    return { run: () => stack.up(), after: () => stack.destroy() };
}
