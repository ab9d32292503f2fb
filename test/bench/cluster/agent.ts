import { type Bench } from "../framework/bench";
import { haveNodeImage } from "./images";
import { K3dCluster } from "./k3d-cluster";
import { agentsFile, clusterProgram } from "./programs";
import { Stack } from "../framework/stack";

/** Adds an agent to an existing cluster. */
export const agentAgainstK3d: Bench = {
    name: "one agent more",
    unit: "s",
    peerName: "k3d node create",
    goal: 1,
    note: "ours is the pulumi up that goes from no agent to one, less one that changes nothing in the same round",
    async prepare(context) {
        await haveNodeImage();
        const stack = await Stack.create("bench-agent", clusterProgram, context);
        stack.write(agentsFile(0));
        await stack.up();
        const cluster = new K3dCluster("bench-agent", context);
        await cluster.start();
        let round = 0;
        const name = () => `bench-agent-${round}`;
        return {
            takenOff: { run: () => stack.up() },
            ours: {
                before: () => stack.write(agentsFile(1)),
                run: () => stack.up(),
                after: () => {
                    stack.write(agentsFile(0));
                    return stack.up();
                },
            },
            peer: {
                // k3d leaves the Node in the cluster, with the password of the deleted container, so each round needs
                // another name.
                before: () => round++,
                run: () => cluster.addAgent(name()),
                after: () => cluster.removeAgent(name()),
            },
        };
    },
};
