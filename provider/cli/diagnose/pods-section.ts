import type { CoreV1Event, V1ContainerState, V1Pod } from "@kubernetes/client-node";
import { isAbout } from "../../diagnostics/event";
import { fullName, nameOf, namespaceOf } from "../../kubernetes/object-name";
import { type Answer } from "./answer";
import { eventLine, type FoldedEvent, foldedEvents } from "./events";
import { codeBlock, point, prose } from "./markdown";
import { type PodLog } from "./pod-logs";
import { type Section, section } from "./section";
import { statuses, type UnwellGroup, type UnwellPod } from "./unwell-pods";

const mostEvents = 15;

/** The section on pods with problems: the reasons, the pods' events, and the logs of their failing containers. */
export function podsSection(groups: Answer<UnwellGroup[]>, events: Answer<CoreV1Event[]>, logs: PodLog[]): Section {
    return section("pods", "Pods that are not well", groups, (found) => {
        const told = found.map((group) => ({ group, facts: group.shown.map((one) => podFacts(one, events, logs)) }));
        return {
            text: found.length === 0 ? ["All are well."] : told.flatMap(({ group, facts }) => groupLines(group, facts)),
            content: [
                ...told.flatMap(({ facts }) => facts),
                ...found.flatMap(({ others }) => others.map(({ pod, why }) => ({ name: fullName(pod), why }))),
            ],
            findings: found.map(finding),
        };
    });
}

function finding({ owner, shown: [first, ...more], others }: UnwellGroup): string {
    const count = more.length + others.length;
    return `pod ${first ? `${fullName(first.pod)}: ${first.why}` : owner}${count > 0 ? ` (and ${count} more of ${owner})` : ""}`;
}

interface PodFacts {
    name: string;
    why: string;
    node: string;
    containers: string[];
    events: FoldedEvent[];
    logs: { title: string; problem?: string; log?: string }[];
}

function podFacts({ pod, why }: UnwellPod, events: Answer<CoreV1Event[]>, logs: PodLog[]): PodFacts {
    const isOwn = (event: CoreV1Event) =>
        isAbout(event, "Pod", nameOf(pod)) && event.involvedObject.namespace === namespaceOf(pod);
    const own = logs.filter((log) => log.namespace === namespaceOf(pod) && log.pod === nameOf(pod));
    return {
        name: fullName(pod),
        why,
        node: pod.spec?.nodeName ?? "none",
        containers: containersOf(pod),
        events: foldedEvents((events.value ?? []).filter(isOwn)).slice(-mostEvents),
        logs: own.map(({ container, run, lines: { value = [], problem } }) => ({
            title: `container ${container}, ${run}`,
            ...(problem === undefined ? { log: value.join("\n") } : { problem }),
        })),
    };
}

function containersOf(pod: V1Pod): string[] {
    return statuses(pod).map(({ isInit, status: { name, image, state, lastState, ready, restartCount } }) => {
        const run = state?.waiting ? "the last run" : "the run before";
        const before = lastState?.terminated ? `; ${run} ${stateText(lastState)}` : "";
        const told = `${stateText(state)}${state?.running ? (ready ? ", ready" : ", not ready") : ""}`;
        return `${isInit ? "init container" : "container"} ${name} (${image}) ${told}; restarts: ${restartCount}${before}`;
    });
}

function stateText(state: V1ContainerState | undefined): string {
    if (state?.running) return `runs since ${String(state.running.startedAt)}`;
    if (state?.terminated) {
        const { exitCode, reason, message, signal, finishedAt } = state.terminated;
        const why = [reason, signal && `signal ${signal}`, message?.trim()].filter(Boolean).join(", ");
        return `ended with exit code ${exitCode}${why === "" ? "" : ` (${why})`} at ${String(finishedAt)}`;
    }
    const reason = [state?.waiting?.reason, state?.waiting?.message].filter(Boolean).join(": ");
    return `waits${reason === "" ? "" : `: ${reason}`}`;
}

function groupLines({ owner, others }: UnwellGroup, facts: PodFacts[]): string[] {
    const names = others.map(({ pod, why }) => point(`${fullName(pod)}: ${why}`));
    return [...facts.flatMap(podLines), ...(names.length > 0 ? [`More of ${owner}:`, "", ...names, ""] : [])];
}

function podLines({ name, why, node, containers, events, logs }: PodFacts): string[] {
    return [
        `#### Pod ${name}`,
        "",
        point(why),
        point(`node: ${node}`),
        ...containers.map(point),
        ...(events.length > 0 ? ["", "Events:", ...codeBlock(events.map((event) => eventLine(event, false)))] : [""]),
        ...logs.flatMap(({ title, problem, log = "" }) => [
            `Log of ${title}:`,
            ...(problem === undefined ? codeBlock(log.split("\n")) : ["", ...prose(`not known: ${problem}`), ""]),
        ]),
    ];
}
