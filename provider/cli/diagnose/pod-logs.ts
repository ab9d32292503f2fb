import { type Api } from "../../kubernetes/api";
import { paths } from "../../kubernetes/api-paths";
import { type Answer, answerTo, outerLimitMs } from "./answer";
import { failingLogs, type LogReference, type UnwellGroup } from "./unwell-pods";

export interface PodLog extends LogReference {
    lines: Answer<string[]>;
}

/** The most pods whose logs are read. If more fail, they probably fail for the same reason. */
const mostPods = 30;

/** Reads the ends of the logs of failing containers. */
export function podLogs(api: Api, groups: UnwellGroup[], lines: number): Promise<PodLog[]> {
    const pods = groups.flatMap(({ shown }) => shown).slice(0, mostPods);
    const wanted = pods.flatMap(({ pod }) => failingLogs(pod));
    return Promise.all(
        wanted.map(async (log) => ({ ...log, lines: await answerTo(() => logTail(api, log, lines), outerLimitMs) })),
    );
}

async function logTail(
    api: Api,
    { namespace, pod, container, previous }: LogReference,
    lines: number,
): Promise<string[]> {
    const query = { container, tailLines: String(lines), previous: String(previous) };
    const text = await api.request<string>("GET", `${paths.pods(namespace)}/${encodeURIComponent(pod)}/log`, { query });
    // The kubelet sends this text in place of a log that it no longer has.
    if (text.startsWith("unable to retrieve container logs")) throw new Error("Kubernetes no longer has it");
    return text.replaceAll(/^\n+|\n+$/g, "").split("\n");
}
