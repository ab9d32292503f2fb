import { redacted } from "../redaction/redacted";
import { unknown, withParts } from "./condition";
import { clusterResource, nodeResources, poolResources, registryResources } from "./container-resources";
import { endpointResources } from "./endpoint-resources";
import { type ClusterFacts } from "./facts";
import { manifestObjects, manifestResources, owners, releaseResources } from "./package-resources";
import { type Resource } from "./resource";
import { type LiveView, podResources, serviceResources, workloadResources } from "./workload-resources";

/** The most characters of a reason: a container's termination message may fill a page. */
const longestWhy = 500;

/** All resources of one cluster, the cluster first. */
export function clusterResources(facts: ClusterFacts, view: LiveView): Resource[] {
    const nodes = nodeResources(facts);
    const pools = poolResources(facts, nodes);
    const inside = insideResources(facts, view);
    const endpoints = endpointResources(facts);
    const cluster = clusterResource(facts);
    const parts = [...nodes, ...registryResources(facts)].map((its) => ({ ...its, label: `${its.kind} ${its.name}` }));
    const whole = cluster.health === "healthy" ? { ...cluster, ...withParts(cluster, parts) } : cluster;
    return [whole, ...pools, ...nodes, ...registryResources(facts), ...inside, ...endpoints].map(withoutSecrets);
}

/**
 * The resources inside a cluster. While the API server does not answer, these are the ones that it last reported, with
 * the health `unknown`.
 */
function insideResources(facts: ClusterFacts, view: LiveView): Resource[] {
    const { path, kubernetes } = facts;
    const { objects, problem } = kubernetes;
    if (!objects) return problem === undefined ? [] : ofStackAlone(facts, problem);
    const live = view.of(objects);
    const ownerOf = owners(facts);
    const parts = [
        ...workloadResources(path, objects, live, ownerOf),
        ...serviceResources(path, objects, live, ownerOf),
        ...podResources(path, objects, live, ownerOf),
        ...manifestObjects(facts, objects, live),
    ];
    const all = [...releaseResources(facts, objects, parts), ...manifestResources(facts, parts), ...parts];
    return problem === undefined ? all : all.map((resource) => ({ ...resource, ...notKnown(problem) }));
}

/** The releases and manifests that the stack names, for a cluster whose API server has not answered yet. */
function ofStackAlone({ path, stack }: ClusterFacts, problem: string): Resource[] {
    const named = [
        ...(stack?.releases ?? []).map((its) => ({ kind: "release" as const, ...its })),
        ...(stack?.manifests ?? []).map(({ name }) => ({ kind: "manifest" as const, name })),
    ];
    return named.map((its) => ({
        ...unknown(problem),
        ...its,
        id: [path, its.kind, ...("namespace" in its ? [its.namespace] : []), its.name].join("/"),
        cluster: path,
        parent: path,
        addresses: [],
    }));
}

function notKnown(problem: string) {
    return { ...unknown(problem), terminalAfterSeconds: undefined };
}

/** Redacts a resource's reason: Kubernetes repeats in it what a container printed last, which may hold a secret. */
function withoutSecrets(resource: Resource): Resource {
    const { why } = resource;
    if (why === undefined) return resource;
    const short = why.length > longestWhy ? `${why.slice(0, longestWhy)}…` : why;
    return { ...resource, why: redacted(short) };
}
