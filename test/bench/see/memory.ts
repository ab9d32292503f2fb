import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { startCommandLine } from "../../e2e/support/command-line";
import { type Api } from "../../../provider/kubernetes/api";
import { paths } from "../../../provider/kubernetes/api-paths";
import { connectKubernetes } from "../../../provider/kubernetes/client";
import { pause } from "../../../provider/kubernetes/until-answered";
import { type Bench, type BenchContext } from "../framework/bench";
import { limit } from "./limit";
import { cluster, scene } from "./scene";

const eightyMebibytes = limit(80);
/** Pods are recreated less often than other objects, because they need more of the machine's CPU time. */
const podEvery = 5;
const turnMs = 500;

/** Measures the memory of a process that has followed a changing cluster for `MINUTES` minutes (3). */
export const memory: Bench = {
    name: "ps --watch: memory after churn",
    unit: "MiB",
    isMeasured: true,
    ...eightyMebibytes,
    note: "resident memory; MINUTES says how long things come and go before it is measured (3)",
    async prepare(context) {
        const { stack, kubeconfig } = await scene(context);
        const { child, finished } = startCommandLine(stack.folder, "ps", "--watch", "--json", "--cluster", cluster);
        context.defer(async () => {
            child.kill("SIGINT");
            await finished;
        });
        await once(child.stdout, "data");
        await churn(await connectKubernetes(await readFile(kubeconfig, "utf8")), minutes(), context);
        return { ours: { run: () => residentMebibytes(child.pid ?? 0) }, peer: eightyMebibytes.peer };
    },
};

function minutes(): number {
    const given = Number(process.env.MINUTES ?? 3);
    if (!(given > 0)) throw new Error(`MINUTES=${process.env.MINUTES ?? ""} is no number above 0.`);
    return given;
}

/** Creates and deletes objects, and deletes pods that are then recreated, one after the other. */
async function churn(api: Api, minutes: number, { signal }: BenchContext): Promise<void> {
    const services = paths.services("default");
    const until = Date.now() + minutes * 60_000;
    for (let turn = 0; Date.now() < until; turn++) {
        const name = `bench-churn-${turn}`;
        const body = { metadata: { name }, spec: { clusterIP: "None", ports: [{ port: 80 }] } };
        await api.request("POST", services, { body });
        if (turn % podEvery === 0) await deleteOnePod(api, turn);
        await pause(turnMs, signal);
        await api.request("DELETE", `${services}/${name}`);
    }
}

async function deleteOnePod(api: Api, turn: number): Promise<void> {
    const query = { labelSelector: "app=many" };
    const { items } = await api.request<{ items: { metadata: { name: string } }[] }>("GET", paths.pods("default"), {
        query,
    });
    const pod = items[turn % items.length];
    if (pod) await api.request("DELETE", `${paths.pods("default")}/${pod.metadata.name}`);
}

async function residentMebibytes(pid: number): Promise<number> {
    const status = await readFile(`/proc/${pid}/status`, "utf8");
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1_024;
}
