import type { CoreV1Event, V1Pod } from "@kubernetes/client-node";
import { type Api } from "../kubernetes/api";
import { paths } from "../kubernetes/api-paths";
import { listIfPossible } from "../kubernetes/list";
import { nameOf, namespaceOf } from "../kubernetes/object-name";
import { isAbout, warnings } from "./event";
import { podProblem } from "./pod";
import { pressuresOn } from "./pressure";

const logLines = 10;

/**
 * Returns everything known about why a pod is not ready: its state, its warnings, and the last log lines of the
 * container that failed.
 */
export async function podReport(api: Api, pod: V1Pod): Promise<string[]> {
    const namespace = namespaceOf(pod);
    const name = nameOf(pod);
    const events = await listIfPossible<CoreV1Event>(api, paths.events(namespace), {
        fieldSelector: `involvedObject.name=${name}`,
    });
    const problem = podProblem(pod, events);
    return [
        `pod ${namespace}/${name}: ${problem?.message ?? "ready"}`,
        ...(await pressuresOn(api, [pod])).map(({ message }) => `  ${message}`),
        ...warnings(events.filter((event) => isAbout(event, "Pod", name))).map((line) => `  ${line}`),
        ...(problem?.log ? await lastLines(api, namespace, name, problem.log) : []),
    ];
}

async function lastLines(
    api: Api,
    namespace: string,
    pod: string,
    { container, previous }: { container: string; previous: boolean },
): Promise<string[]> {
    const path = `${paths.pods(namespace)}/${pod}/log`;
    const query = { container, tailLines: String(logLines), previous: String(previous) };
    const text = await api.request<string>("GET", path, { query, timeoutMs: 3_000 }).catch(() => "");
    const lines = text.split("\n").filter((line) => line.trim() !== "");
    return lines.length === 0 ? [] : [`  last lines of container ${container}:`, ...lines.map((line) => `    ${line}`)];
}
