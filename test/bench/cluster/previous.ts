import { mkdirSync, mkdtempSync, readdirSync, symlinkSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repository } from "../../e2e/support/packed";
import { newestKeptVersion, unpack } from "../../faults/support/versions";
import { type Bench, type BenchContext } from "../framework/bench";
import { Stack } from "../framework/stack";
import { haveNodeImage } from "./images";
import { agentsFile, clusterProgram } from "./programs";

const { version } = newestKeptVersion();

/** Measures an `up` without changes, compared with the previous version of the package. */
export const unchangedAgainstPrevious: Bench = {
    name: "no change",
    unit: "s",
    peerName: version,
    goal: 1.05,
    note: "pulumi up of a cluster that is as it should be",
    async prepare(context) {
        const { ours, peer } = await stacks("bench-unchanged-previous", context);
        await ours.up();
        await peer.up();
        return { ours: { run: () => ours.up() }, peer: { run: () => peer.up() } };
    },
};

/** Measures the time from nothing to ready, compared with the previous version of the package. */
export const readyAgainstPrevious: Bench = {
    name: "nothing to ready, with the engine",
    unit: "s",
    peerName: version,
    goal: 1.05,
    note: "the whole pulumi up of one server",
    async prepare(context) {
        const { ours, peer } = await stacks("bench-ready-previous", context);
        const side = (stack: Stack) => ({ run: () => stack.up(), after: () => stack.destroy() });
        return { ours: side(ours), peer: side(peer) };
    },
};

async function stacks(name: string, context: BenchContext): Promise<{ ours: Stack; peer: Stack }> {
    await haveNodeImage();
    const folder = mkdtempSync(join(tmpdir(), `pulumi-k3s-${name}-`));
    context.defer(() => rm(folder, { recursive: true, force: true }));
    const previous = await unpack(newestKeptVersion(), folder);
    const ours = await Stack.create(`${name}-ours`, clusterProgram, context);
    const peer = await Stack.create(`${name}-peer`, clusterProgram, context, {
        install: (target) => {
            linkAll(join(target, "node_modules"), previous);
            return Promise.resolve();
        },
    });
    for (const stack of [ours, peer]) stack.write(agentsFile(0));
    return { ours, peer };
}

/** Links all packages of the repository except this one, in whose place it links the unpacked version. */
function linkAll(modules: string, unpacked: string): void {
    mkdirSync(modules);
    const from = join(repository, "node_modules");
    for (const name of readdirSync(from).filter((its) => its !== "pulumi-k3s")) {
        symlinkSync(join(from, name), join(modules, name));
    }
    symlinkSync(unpacked, join(modules, "pulumi-k3s"));
}
