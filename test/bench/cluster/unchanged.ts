import { type Bench } from "../framework/bench";
import { haveNodeImage } from "./images";
import { agentsFile, clusterProgram, emptyProgram, pluginsProgram } from "./programs";
import { Stack } from "../framework/stack";

/** Measures an `up` without changes, compared with an empty program. */
export const unchangedAgainstEmpty = unchanged("empty program", "empty", emptyProgram, 4);

/** The same, compared with a program that starts the same plugins: the difference is the cost of our resources. */
export const unchangedAgainstPlugins = unchanged("the plugins alone", "plugins", pluginsProgram, 1.5);

function unchanged(peerName: string, project: string, program: string, goal: number): Bench {
    return {
        name: "no change",
        unit: "s",
        peerName,
        goal,
        note: "pulumi up of a cluster that is as it should be",
        async prepare(context) {
            await haveNodeImage();
            const peer = await Stack.create(`bench-unchanged-${project}`, program, context);
            await peer.up();
            const stack = await Stack.create(`bench-unchanged-from-${project}`, clusterProgram, context);
            stack.write(agentsFile(0));
            await stack.up();
            return { ours: { run: () => stack.up() }, peer: { run: () => peer.up() } };
        },
    };
}
