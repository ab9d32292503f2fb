import { type Api } from "../../kubernetes/api";
import { serverVersion } from "../../kubernetes/server-version";
import { apiAt } from "../../model/sources/cluster-api";
import { andThen, type Answer, answerTo, outerLimitMs } from "./answer";
import { listObjects, type Objects } from "./objects";
import { type PodLog, podLogs } from "./pod-logs";
import { type UnwellGroup, unwellPods } from "./unwell-pods";

/** The answers of a cluster's API server. */
export interface KubernetesAnswers {
    server: string;
    version: string;
    objects: Objects;
    unwell: Answer<UnwellGroup[]>;
    logs: PodLog[];
}

/** Asks a cluster's API server. Asks for the version first, so that a server that hangs costs a single time limit. */
export async function askKubernetes(path: string, lines: number, now: Date): Promise<Answer<KubernetesAnswers>> {
    const api = await answerTo(() => apiAt(path));
    return andThen(api, async (client) =>
        andThen(await answerTo(() => serverVersion(client), outerLimitMs), async (version) => ({
            value: { server: client.server, version, ...(await look(client, lines, now)) },
        })),
    );
}

async function look(api: Api, lines: number, now: Date) {
    const objects = await listObjects(api);
    const { pods } = objects;
    const unwell = await andThen(pods, (all) => answerTo(() => Promise.resolve(unwellPods(all, now))));
    return { objects, unwell, logs: await podLogs(api, unwell.value ?? [], lines) };
}
