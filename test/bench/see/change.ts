import { readFile } from "node:fs/promises";
import { connectKubernetes } from "../../../provider/kubernetes/client";
import { paths } from "../../../provider/kubernetes/api-paths";
import { followModel, type Model } from "../../../provider/model/model";
import { type Bench } from "../framework/bench";
import { limit } from "./limit";
import { cluster, scene } from "./scene";

/** The number of changes in each round, so that there is a 95th percentile. */
const changes = 20;
const halfSecond = limit(500);
const name = "bench-change";

/**
 * Measures the time from a request that changes a cluster to the model's delta with that change, as the 95th
 * percentile.
 */
export const change: Bench = {
    name: "a change in the model, p95",
    unit: "ms",
    isMeasured: true,
    ...halfSecond,
    async prepare(context) {
        const { kubeconfig } = await scene(context);
        const api = await connectKubernetes(await readFile(kubeconfig, "utf8"));
        const end = new AbortController();
        context.defer(() => {
            end.abort();
            return Promise.resolve();
        });
        const { model, first } = followModel({ isWanted: (path) => path === cluster }, end.signal);
        await first;
        const services = paths.services("default");
        const body = { metadata: { name }, spec: { clusterIP: "None", ports: [{ port: 80 }] } };
        const made = () => api.request("POST", services, { body });
        const removed = () => api.request("DELETE", `${services}/${name}`);
        context.defer(() => removed().catch(() => undefined));
        const round = async () => {
            const delays: number[] = [];
            while (delays.length < changes) {
                delays.push(await delayOf(model, made, true), await delayOf(model, removed, false));
            }
            return delays.sort((a, b) => a - b)[Math.ceil(delays.length * 0.95) - 1] ?? NaN;
        };
        return { ours: { run: round }, peer: halfSecond.peer };
    },
};

async function delayOf({ store }: Model, act: () => Promise<unknown>, comes: boolean): Promise<number> {
    const told = Promise.withResolvers<number>();
    const over = new AbortController();
    store.follow(({ upserts, deletes }) => {
        if ((comes ? upserts : deletes).some((its) => its.id === `${cluster}/service/default/${name}`)) {
            told.resolve(performance.now());
        }
    }, over.signal);
    const since = performance.now();
    await act();
    const delay = (await told.promise) - since;
    over.abort();
    return delay;
}
