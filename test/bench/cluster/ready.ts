import { type Bench, type BenchContext, type Side } from "../framework/bench";
import { DockerServer } from "./docker-server";
import { haveNodeImage } from "./images";
import { K3dCluster } from "./k3d-cluster";
import { agentsFile, clusterProgram, pluginsProgram } from "./programs";
import { Stack } from "../framework/stack";

/** From nothing to ready, against the least that can be done. */
export const readyAgainstDocker: Bench = {
    name: "nothing to ready",
    unit: "s",
    peerName: "docker run",
    goal: 1.1,
    note: "ours is pulumi up of one server, less an up that only starts the engine and its plugins in the same round",
    async prepare(context) {
        await haveNodeImage();
        const engine = await Stack.create("bench-ready-engine", pluginsProgram, context);
        await engine.up();
        const server = new DockerServer("bench-ready-docker", context);
        return {
            takenOff: { run: () => engine.up() },
            ours: await upFromNothing("bench-ready", context),
            peer: { run: () => server.start(), after: () => server.remove() },
        };
    },
};

/** From nothing to ready, against the tool that does only this. */
export const readyAgainstK3d: Bench = {
    name: "nothing to ready",
    unit: "s",
    peerName: "k3d",
    goal: 1,
    note: "ours is the whole pulumi up of one server, with the engine's start",
    async prepare(context) {
        await haveNodeImage();
        const cluster = new K3dCluster("bench-ready", context);
        return {
            ours: await upFromNothing("bench-ready-full", context),
            peer: { run: () => cluster.start(), after: () => cluster.remove() },
        };
    },
};

async function upFromNothing(project: string, context: BenchContext): Promise<Side> {
    const stack = await Stack.create(project, clusterProgram, context);
    stack.write(agentsFile(0));
    return { run: () => stack.up(), after: () => stack.destroy() };
}
