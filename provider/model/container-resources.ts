import { containerProblem } from "./sources/container-facts";
import { nodeProblem, nodePressures } from "../diagnostics/node";
import type { V1Node } from "@kubernetes/client-node";
import { nameOf } from "../kubernetes/object-name";
import { healthy, isWorse, unhealthy, unknown } from "./condition";
import { type ClusterFacts, type FoundContainer, type KubernetesFacts } from "./facts";
import { type Condition, type Resource, resourceId } from "./resource";

/** The reason while a cluster starts: it has no kubeconfig yet, or its API server does not answer yet. */
const notAsked = "no kubeconfig on this machine has led to its API server yet";
const stoppedStates = new Set(["exited", "created", "dead"]);

/** The condition of a container, from Docker's information alone. */
export function containerCondition({ facts, problem }: FoundContainer, running = "running"): Condition {
    if (problem !== undefined) return unknown(problem);
    const why = containerProblem(facts);
    if (facts.state !== "running")
        return unhealthy(stoppedStates.has(facts.state) ? "stopped" : facts.state, why ?? "");
    if (why === undefined || facts.restarts > 0) return { ...healthy(running), ...(why !== undefined && { why }) };
    return unhealthy(running, why);
}

/** The nodes of a cluster: nodes with a container, and nodes that only Kubernetes reports. */
export function nodeResources(facts: ClusterFacts): Resource[] {
    const { path, docker, kubernetes } = facts;
    const containers = (docker.containers ?? []).filter(({ role }) => role === "server" || role === "agent");
    const nodes = kubernetes.objects?.nodes ?? [];
    const names = new Set([...containers.map(({ node, name }) => node ?? name), ...nodes.map(nameOf)]);
    return [...names].map((name) => {
        const container = containers.find((candidate) => (candidate.node ?? candidate.name) === name);
        const node = nodes.find((candidate) => nameOf(candidate) === name);
        const created = node?.metadata?.creationTimestamp as unknown as string | undefined;
        return {
            ...nodeCondition(name, container, node, facts),
            id: resourceId(path, "node", name),
            kind: "node" as const,
            name,
            cluster: path,
            parent: poolOf(container, name, path) ?? path,
            addresses: [
                ...(container?.addresses ?? []),
                ...(node?.status?.addresses ?? [])
                    .filter(({ type }) => type === "InternalIP")
                    .map((its) => its.address),
            ],
            version: node?.status?.nodeInfo?.kubeletVersion ?? container?.facts.image,
            since: created ?? container?.facts.startedAt,
            ...(container && { container: container.name }),
        };
    });
}

function nodeCondition(
    name: string,
    container: FoundContainer | undefined,
    node: V1Node | undefined,
    { docker, kubernetes }: ClusterFacts,
): Condition {
    const own = container && docker.problem === undefined ? containerCondition(container) : undefined;
    if (own && own.state !== "running") return own;
    if (kubernetes.problem !== undefined) return unknown(kubernetes.problem);
    if (!kubernetes.objects) return unknown(docker.problem ?? notAsked);
    const lease = kubernetes.objects.leases.find((candidate) => nameOf(candidate) === name);
    const since = new Date(container?.facts.startedAt ?? 0);
    const problem = nodeProblem(node, lease, since, since);
    if (problem !== undefined) {
        // A node that has not joined yet, or was restarted, is still starting.
        const isStarting = node === undefined || problem.startsWith("was ready before");
        return { state: "not ready", health: isStarting ? "progressing" : "unhealthy", why: `it ${problem}` };
    }
    const [pressure] = node ? nodePressures(node) : [];
    if (pressure) return unhealthy("ready", pressure.message);
    return own && isWorse(own.health, "healthy") ? { ...own, state: "ready" } : healthy("ready");
}

/** The pools of a cluster, by the agents' names: `dev-builders-0` and `dev-builders-1` form the pool `builders`. */
export function poolResources({ path }: ClusterFacts, nodes: Resource[]): Resource[] {
    const ids = new Set(nodes.flatMap(({ parent }) => (parent === undefined || parent === path ? [] : [parent])));
    return [...ids].map((id) => {
        const own = nodes.filter(({ parent }) => parent === id);
        const ready = own.filter(({ health }) => health === "healthy");
        const bad = own.find(({ health }) => health !== "healthy");
        return {
            state: `${ready.length} of ${own.length} ready`,
            health: own.reduce(
                (found, { health }) => (isWorse(health, found) ? health : found),
                own[0]?.health ?? "unknown",
            ),
            ...(bad && { why: `node ${bad.name}: ${bad.why ?? bad.state}` }),
            id,
            kind: "pool" as const,
            name: id.slice(id.lastIndexOf("/") + 1),
            cluster: path,
            parent: path,
            addresses: [],
        };
    });
}

function poolOf(container: FoundContainer | undefined, node: string, path: string): string | undefined {
    if (container?.role !== "agent") return undefined;
    const cluster = path.slice(path.lastIndexOf("/") + 1);
    const role = node.startsWith(`${cluster}-`) ? node.slice(cluster.length + 1) : node;
    return resourceId(path, "pool", role.replace(/-\d+$/, ""));
}

/** The registries and caches of a cluster. */
export function registryResources({ path, docker: { containers = [], problem } }: ClusterFacts): Resource[] {
    const prefix = `${path.replaceAll("/", "-")}-`;
    return containers
        .filter(({ role }) => role === "registry" || role === "cache")
        .map((container) => {
            const kind = container.role as "registry" | "cache";
            const name = container.name.startsWith(prefix) ? container.name.slice(prefix.length) : container.name;
            return {
                ...(problem === undefined ? containerCondition(container) : unknown(problem)),
                id: resourceId(path, kind, name),
                kind,
                name,
                cluster: path,
                parent: path,
                addresses: container.addresses,
                version: container.facts.image,
                since: container.facts.startedAt,
                container: container.name,
            };
        });
}

/** The cluster itself: whether its server runs and its API answers. */
export function clusterResource({ path, docker, kubernetes }: ClusterFacts): Resource {
    const server = docker.containers?.find(({ role }) => role === "server");
    return {
        ...clusterCondition(server, docker.problem, kubernetes),
        id: path,
        kind: "cluster",
        name: path,
        cluster: path,
        addresses: kubernetes.server === undefined ? [] : [kubernetes.server],
        version: kubernetes.version,
        since: server?.facts.startedAt,
    };
}

function clusterCondition(
    server: FoundContainer | undefined,
    dockerProblem: string | undefined,
    { problem, version, objects }: KubernetesFacts,
): Condition {
    const own = server && dockerProblem === undefined ? containerCondition(server) : undefined;
    if (own && own.state !== "running") return { ...own, why: `its server ${own.why ?? ""}` };
    if (problem !== undefined) return unknown(problem);
    if (version === undefined || !objects) return unknown(notAsked);
    return healthy("ready");
}
