import { once } from "node:events";
import { startCommandLine } from "../../e2e/support/command-line";
import { type Bench } from "../framework/bench";
import { command } from "../framework/command";
import { limit } from "./limit";
import { cluster, scene } from "./scene";

/** The kinds that `ps` reads from each cluster. */
const kinds = [
    ...["nodes", "leases", "pods", "replicasets", "deployments", "statefulsets", "daemonsets", "jobs"],
    ...["persistentvolumeclaims", "services", "storageclasses", "secrets", "events"],
];

const second = limit(1);

/** Measures the time from the start of the process to the first line of `ps --watch`, in the program's folder. */
export const firstPicture: Bench = {
    name: "ps --watch: first picture",
    unit: "s",
    isMeasured: true,
    ...second,
    async prepare(context) {
        const { stack } = await scene(context);
        return { ours: { run: () => untilFirstLine(stack.folder) }, peer: second.peer };
    },
};

/** Measures the whole command in a folder where no stack is read. */
export const ps: Bench = {
    name: "ps",
    unit: "s",
    isMeasured: true,
    ...second,
    async prepare(context) {
        const { elsewhere } = await scene(context);
        return { ours: { run: () => timed(() => runPs(elsewhere)) }, peer: second.peer };
    },
};

export const psAgainstKubectl: Bench = {
    name: "ps",
    unit: "s",
    peerName: "kubectl get of as many kinds, and Node.js' start",
    goal: 1.3,
    async prepare(context) {
        const { elsewhere, kubeconfig } = await scene(context);
        const options = { folder: elsewhere, environment: { KUBECONFIG: kubeconfig }, signal: context.signal };
        return {
            ours: { run: () => runPs(elsewhere) },
            peer: {
                run: async () => {
                    await command(process.execPath, ["--eval", "0"], options);
                    await command("kubectl", ["get", kinds.join(","), "--all-namespaces"], options);
                },
            },
        };
    },
};

async function runPs(folder: string): Promise<void> {
    const { child, finished } = startCommandLine(folder, "ps", "--all", "--cluster", cluster);
    const { code, stdout, stderr } = await finished;
    if (code !== 0 || !stdout.includes("many-")) throw new Error(`ps of process ${String(child.pid)}: ${stderr}`);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
    const since = performance.now();
    await work();
    return (performance.now() - since) / 1_000;
}

async function untilFirstLine(folder: string): Promise<number> {
    const since = performance.now();
    const { child, finished } = startCommandLine(folder, "ps", "--watch", "--json", "--cluster", cluster);
    await once(child.stdout, "data");
    const seconds = (performance.now() - since) / 1_000;
    child.kill("SIGINT");
    await finished;
    return seconds;
}
