import { type Bench, type BenchContext, type Side } from "../framework/bench";
import { haveNodeImage } from "../cluster/images";
import { Stack } from "../framework/stack";

/** Measures the time from nothing to ready, compared with a cluster that leaves the pods' DNS to K3s. */
export const readyWithNames: Bench = {
    name: "nothing to ready, with the engine",
    unit: "s",
    peerName: 'dns: "k3s"',
    goal: 1.02,
    note: "the whole pulumi up of one server",
    async prepare(context) {
        await haveNodeImage();
        return {
            ours: await upFromNothing("docker", context),
            peer: await upFromNothing("k3s", context),
        };
    },
};

async function upFromNothing(dns: "docker" | "k3s", context: BenchContext): Promise<Side> {
    const program = `import * as k3s from "pulumi-k3s";\nnew k3s.Cluster("dev", { dns: "${dns}" });\n`;
    const stack = await Stack.create(`bench-names-${dns}`, program, context);
    return { run: () => stack.up(), after: () => stack.destroy() };
}
