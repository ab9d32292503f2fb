import { type Bench, type BenchContext } from "../framework/bench";
import { Stack } from "../framework/stack";
import { bareProgram, contentFile, oursProgram, sourceFiles } from "./programs";

const content = { releases: 20, objects: 500 };

/** Measures an `up` without changes. */
export const unchangedAgainstBare: Bench = {
    name: "no change, 20 releases, 500 objects",
    unit: "s",
    peerName: "bare @pulumi/kubernetes",
    goal: 1.1,
    async prepare(context) {
        const ours = await filled("bench-unchanged-ours", oursProgram, context);
        const bare = await filled("bench-unchanged-bare", bareProgram, context);
        return { ours: { run: () => ours.up() }, peer: { run: () => bare.up() } };
    },
};

async function filled(project: string, program: string, context: BenchContext): Promise<Stack> {
    const stack = await Stack.create(project, program, context);
    stack.write({ ...sourceFiles(content.objects), ...contentFile(content) });
    await stack.up();
    return stack;
}
