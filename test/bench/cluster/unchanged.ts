import { type Bench } from "../framework/bench";
import { haveNodeImage } from "./images";
import { agentsFile, clusterProgram, emptyProgram } from "./programs";
import { Stack } from "./stack";

/** An `up` that finds everything as it should be. */
export const unchanged: Bench = {
    name: "no change",
    unit: "s",
    peerName: "empty program",
    goal: 2,
    note: "pulumi up of a cluster that is as it should be",
    async prepare(context) {
        await haveNodeImage();
        const empty = await Stack.create("bench-unchanged-empty", emptyProgram, context);
        await empty.up();
        const stack = await Stack.create("bench-unchanged", clusterProgram, context);
        stack.write(agentsFile(0));
        await stack.up();
        return { ours: { run: () => stack.up() }, peer: { run: () => empty.up() } };
    },
};
