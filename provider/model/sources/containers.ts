import type Docker from "dockerode";
import { containerFacts, listedFacts } from "./container-facts";
import { relayTraffic } from "../../endpoints/relayed-endpoints";
import { isAborted, unlessAborted } from "../../deadline";
import { connectDocker } from "../../docker/daemon/connect";
import { unlessGone } from "../../docker/daemon/status";
import { pause } from "../../kubernetes/until-answered";
import { endpointLabel, ownerLabel, roleLabel, targetLabel } from "../../../shared/labels";
import { ownerPath } from "../../../shared/owner";
import { type DockerFacts, type FoundContainer } from "../facts";
import { inTime, lifeSignMs, quietMs } from "./limits";

/** The containers of all clusters by the clusters' paths, or why they are not known. */
export type ContainersByCluster =
    { found: Map<string, FoundContainer[]>; problem?: undefined } | { found?: undefined; problem: string };

/** The events that change the facts about a container. Others, such as those of `docker exec`, do not. */
const telling = ["create", "start", "restart", "stop", "die", "pause", "unpause", "destroy", "rename", "oom", "kill"];
const reconnectMs = 1_000;
/** The time limit for inspecting one container. Shorter than that for all, so that one does not use up the time. */
const inspectMs = 6_000;

/** The daemon to ask, and whether to read the traffic of relays. */
export interface ContainersOptions {
    dockerHost?: string;
    withTraffic?: boolean;
}

/** Reads the containers of all clusters once. */
export async function readContainers({
    dockerHost,
    withTraffic: hasTraffic,
}: ContainersOptions = {}): Promise<ContainersByCluster> {
    try {
        return {
            found: await inTime("Docker", async (signal) => {
                const docker = await connectDocker(dockerHost);
                const found = await lookAt(docker, signal);
                return hasTraffic ? withTraffic(docker, found, signal) : found;
            }),
        };
    } catch (error) {
        return { problem: (error as Error).message };
    }
}

/**
 * Calls `changed` with the containers of all clusters now and after each event of the daemon, until the signal aborts.
 * Connects again when the daemon has gone away or hangs.
 */
export async function followContainers(
    changed: (containers: ContainersByCluster) => void,
    signal: AbortSignal,
    { dockerHost, withTraffic: hasTraffic = false }: ContainersOptions = {},
): Promise<void> {
    while (!signal.aborted) {
        const connection = new AbortController();
        const either = AbortSignal.any([signal, connection.signal]);
        try {
            const docker = await connectDocker(dockerHost);
            signal.throwIfAborted();
            await Promise.race([followEvents(docker, changed, hasTraffic, either), answering(docker, either)]);
        } catch (error) {
            if (isAborted(signal)) return;
            changed({ problem: (error as Error).message });
        } finally {
            connection.abort();
        }
        await pause(reconnectMs, signal).catch(() => undefined);
    }
}

async function followEvents(
    docker: Docker,
    changed: (containers: ContainersByCluster) => void,
    hasTraffic: boolean,
    signal: AbortSignal,
): Promise<never> {
    const filters = { type: ["container" as const], label: [ownerLabel], event: telling };
    const events = await docker.getEvents({ filters, abortSignal: signal } as Docker.GetEventsOptions);
    let news = Promise.withResolvers<undefined>();
    // An event says only that something has changed, so all containers are read again.
    events.on("data", () => news.resolve(undefined));
    const over = new AbortController();
    const ended = () => over.abort(new Error("the Docker daemon has gone away"));
    for (const end of ["error", "end", "close"]) events.on(end, ended);
    const either = AbortSignal.any([signal, over.signal]);
    for (;;) {
        // Events come in bursts: events from here on cause one further turn.
        news = Promise.withResolvers();
        const found = await inTime("Docker", (limit) => lookAt(docker, AbortSignal.any([limit, either])));
        either.throwIfAborted();
        changed({ found });
        if (hasTraffic) {
            const more = await withTraffic(docker, found, either);
            either.throwIfAborted();
            changed({ found: more });
        }
        await unlessAborted(news.promise, either);
        await pause(50, either);
    }
}

/** Asks the daemon again and again for a sign of life. Rejects when it stops answering. */
async function answering(docker: Docker, signal: AbortSignal): Promise<never> {
    const asked = docker as unknown as { ping(options: { abortSignal: AbortSignal }): Promise<unknown> };
    for (;;) {
        await pause(quietMs, signal);
        await inTime("Docker", (limit) => asked.ping({ abortSignal: AbortSignal.any([limit, signal]) }), lifeSignMs);
    }
}

async function lookAt(docker: Docker, signal: AbortSignal): Promise<Map<string, FoundContainer[]>> {
    const all = { all: true, filters: { label: [ownerLabel] }, abortSignal: signal };
    const listed = await docker.listContainers(all);
    const found = await Promise.all(listed.map((container) => inspect(docker, container, signal)));
    const byCluster = new Map<string, FoundContainer[]>();
    for (const [index, container] of found.entries()) {
        if (!container) continue;
        const path = ownerPath(listed[index]?.Labels[ownerLabel]);
        byCluster.set(path, [...(byCluster.get(path) ?? []), container]);
    }
    return byCluster;
}

/**
 * Inspects a listed container. Returns undefined if it has been removed since. Does not throw if one container cannot
 * be inspected, so that the others are not lost. Keeps nothing of its environment and command but the node's name.
 */
async function inspect(
    docker: Docker,
    listed: Docker.ContainerInfo,
    signal: AbortSignal,
): Promise<FoundContainer | undefined> {
    const { Id, Names, Labels } = listed;
    const known = {
        id: Id,
        name: Names[0]?.replace(/^\//, "") ?? Id,
        role: Labels[roleLabel] ?? "",
        ...(Labels[endpointLabel] !== undefined && { endpoint: Labels[endpointLabel] }),
        ...(Labels[targetLabel] !== undefined && { target: Labels[targetLabel] }),
    };
    const ask = (limit: AbortSignal) =>
        unlessGone(docker.getContainer(Id).inspect({ abortSignal: AbortSignal.any([limit, signal]) } as object));
    let details: Docker.ContainerInspectInfo | undefined;
    try {
        details = await inTime("Docker", ask, inspectMs);
    } catch (error) {
        signal.throwIfAborted();
        return { ...known, facts: listedFacts(listed), problem: (error as Error).message, addresses: [] };
    }
    if (!details) return undefined;
    const node = (details.Config.Cmd as string[] | null)?.find((word) => word.startsWith("--node-name="));
    return {
        ...known,
        ...(node !== undefined && { node: node.slice("--node-name=".length) }),
        facts: containerFacts(details),
        addresses: addressesOf(details),
    };
}

function addressesOf({ HostConfig }: Docker.ContainerInspectInfo): string[] {
    const bindings = (HostConfig.PortBindings ?? {}) as Record<string, { HostIp?: string; HostPort?: string }[] | null>;
    const hosts = Object.values(bindings).flatMap((each) => each ?? []);
    return hosts.map(({ HostIp = "", HostPort = "" }) => `${HostIp || "0.0.0.0"}:${HostPort}`);
}

/** Adds the traffic of the relays. A relay whose traffic cannot be read stays without it. */
async function withTraffic(
    docker: Docker,
    found: Map<string, FoundContainer[]>,
    signal: AbortSignal,
): Promise<Map<string, FoundContainer[]>> {
    const told = [...found].map(async ([path, containers]) => {
        const all = containers.map(async (container) => {
            if (container.role !== "relay" || container.facts.state !== "running" || signal.aborted) return container;
            const traffic = await inTime("Docker", () => relayTraffic(docker, container.id), 2_000).catch(
                () => undefined,
            );
            return traffic ? { ...container, traffic } : container;
        });
        return [path, await Promise.all(all)] as const;
    });
    return new Map(await Promise.all(told));
}

/** Returns the containers of one cluster. If the daemon does not answer: those from before, and the problem. */
export function dockerFacts(containers: ContainersByCluster, path: string, before: DockerFacts): DockerFacts {
    if (containers.problem !== undefined) return { ...before, problem: containers.problem };
    return { containers: containers.found.get(path) ?? [] };
}
