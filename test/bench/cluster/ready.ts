import { type Bench, type BenchContext, type Contest, type Side } from "../framework/bench";
import { DockerServer } from "./docker-server";
import { haveNodeImage } from "./images";
import { K3dCluster } from "./k3d-cluster";
import { agentsFile, clusterProgram, pluginsProgram } from "./programs";
import { Stack } from "../framework/stack";

const beyondEngine =
    "ours is pulumi up of one server, less an up that only starts the engine and its plugins in the same round";

/** Measures the time from nothing to ready, compared with a plain `docker run`. */
export const readyAgainstDocker: Bench = {
    name: "nothing to ready",
    unit: "s",
    peerName: "docker run",
    goal: 1.1,
    note: beyondEngine,
    async prepare(context) {
        await haveNodeImage();
        const server = new DockerServer("bench-ready-docker", context);
        return {
            takenOff: await engineAlone("bench-ready-engine", context),
            ours: await upFromNothing("bench-ready", context),
            peer: { run: () => server.start(), after: () => server.remove() },
        };
    },
};

/** The same, compared with k3d, which does only this. */
export const readyAgainstK3d: Bench = {
    name: "nothing to ready",
    unit: "s",
    peerName: "k3d",
    goal: 1,
    note: beyondEngine,
    async prepare(context) {
        return {
            ...(await againstK3d("bench-ready", context)),
            takenOff: await engineAlone("bench-ready-k3d-engine", context),
        };
    },
};

/** The same with the engine's time, as a user waits for it. */
export const readyWithEngineAgainstK3d: Bench = {
    name: "nothing to ready, with the engine",
    unit: "s",
    peerName: "k3d",
    goal: 1.5,
    note: "ours is the whole pulumi up of one server",
    prepare: (context) => againstK3d("bench-whole", context),
};

async function againstK3d(name: string, context: BenchContext): Promise<Contest> {
    await haveNodeImage();
    const cluster = new K3dCluster(name, context);
    return {
        ours: await upFromNothing(`${name}-full`, context),
        peer: { run: () => cluster.start(), after: () => cluster.remove() },
    };
}

async function upFromNothing(project: string, context: BenchContext): Promise<Side> {
    const stack = await Stack.create(project, clusterProgram, context);
    stack.write(agentsFile(0));
    return { run: () => stack.up(), after: () => stack.destroy() };
}

async function engineAlone(project: string, context: BenchContext): Promise<Side> {
    const stack = await Stack.create(project, pluginsProgram, context);
    await stack.up();
    return { run: () => stack.up() };
}
