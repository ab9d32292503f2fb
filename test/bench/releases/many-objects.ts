import { type Bench, type BenchContext, type Side } from "../framework/bench";
import { command } from "../framework/command";
import { Stack } from "../framework/stack";
import { bareProgram, contentFile, oursProgram, sourceFiles } from "./programs";

const objects = 500;
const name = `${objects} objects`;

export const manyObjectsAgainstKubectl: Bench = {
    name,
    unit: "s",
    peerName: "kubectl apply --server-side",
    goal: 3,
    async prepare(context) {
        const { stack, side } = await added("bench-objects-kubectl", oursProgram, context);
        const environment = { KUBECONFIG: await stack.kubeconfig() };
        const kubectl = (...args: string[]) =>
            command("kubectl", args, { folder: stack.folder, environment, signal: context.signal });
        return {
            ours: side,
            peer: {
                run: () => kubectl("apply", "--server-side", "--filename", "objects"),
                after: () => kubectl("delete", "--filename", "objects", "--wait=false"),
            },
        };
    },
};

export const manyObjectsAgainstBare: Bench = {
    name,
    unit: "s",
    peerName: "bare @pulumi/kubernetes",
    goal: 1.1,
    async prepare(context) {
        const ours = await added("bench-objects-ours", oursProgram, context);
        const bare = await added("bench-objects-bare", bareProgram, context);
        return { ours: ours.side, peer: bare.side };
    },
};

async function added(project: string, program: string, context: BenchContext): Promise<{ stack: Stack; side: Side }> {
    const stack = await Stack.create(project, program, context);
    stack.write({ ...sourceFiles(objects), ...contentFile() });
    await stack.up();
    const side = {
        before: () => stack.write(contentFile({ objects })),
        run: () => stack.up(),
        after: () => {
            stack.write(contentFile());
            return stack.up();
        },
    };
    return { stack, side };
}
