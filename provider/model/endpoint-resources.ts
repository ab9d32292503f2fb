import type { V1Service } from "@kubernetes/client-node";
import { type EndpointRow } from "../endpoints/endpoint-row";
import { nameOf, namespaceOf } from "../kubernetes/object-name";
import { healthy, unhealthy, unknown } from "./condition";
import { containerCondition } from "./container-resources";
import { schemeOf } from "./endpoint-scheme";
import { type ClusterFacts } from "./facts";
import { type Condition, type Relation, type Resource, resourceId } from "./resource";
import { leadsNowhere } from "./workload-resources";

/** The endpoints of a cluster: one for each relay, and those of the forwarder, which include HostServices. */
export function endpointResources(facts: ClusterFacts): Resource[] {
    const { path, docker, forwarded } = facts;
    const relays = (docker.containers ?? []).filter(({ role }) => role === "relay");
    return [
        ...relays.map((relay) => {
            const { endpoint = relay.name, target = "", traffic } = relay;
            const own = docker.problem === undefined ? containerCondition(relay, "listening") : unknown(docker.problem);
            return {
                ...reaching(own, target, facts),
                ...described(path, endpoint, target, facts),
                via: "node" as const,
                addresses: relay.addresses,
                since: relay.facts.startedAt,
                container: relay.name,
                ...(traffic && { traffic }),
            };
        }),
        ...forwarded.map(({ name, via, target, addresses, state, problem, connections, accepted, bytes }) => {
            const own = forwardedCondition(state, problem);
            const carried = { via, addresses, traffic: { connections, accepted, bytes } };
            if (via === "host") return { ...own, ...named(path, name, target), ...carried };
            return { ...reaching(own, target, facts), ...described(path, name, target, facts), ...carried };
        }),
    ];
}

/** The condition of a forwarder's endpoint. While it listens, its reason is why its last connection failed. */
function forwardedCondition(state: EndpointRow["state"], problem: string | undefined): Condition {
    if (state === "listening") return { ...healthy(state), ...(problem !== undefined && { why: problem }) };
    return unhealthy(state, problem ?? (state === "stopped" ? "nothing listens" : "it has failed"));
}

/** Turns the condition of a listening endpoint unhealthy if its Service does not exist or has no ready pod. */
function reaching(own: Condition, target: string, { kubernetes: { objects, problem } }: ClusterFacts): Condition {
    if (own.health !== "healthy" || !objects) return own;
    if (problem !== undefined) return { ...own, health: "unknown", why: problem };
    const service = serviceOf(target, objects.services);
    if (!service) return unhealthy(own.state, `there is no Service ${target.replace(/:[^:]*$/, "")}`);
    if (leadsNowhere(service, objects.pods)) return unhealthy(own.state, `no pod of ${target} is ready`);
    return own;
}

function serviceOf(target: string, services: V1Service[]): V1Service | undefined {
    const [, namespace, name] = /^([^/]+)\/(.+):[^:]*$/.exec(target) ?? [];
    return services.find((its) => namespaceOf(its) === namespace && nameOf(its) === name);
}

function described(path: string, name: string, target: string, { kubernetes: { objects } }: ClusterFacts) {
    const [, namespace = "", service = ""] = /^([^/]+)\/(.+):[^:]*$/.exec(target) ?? [];
    const leadsTo: Relation = { type: "leads-to", id: resourceId(path, "service", service, namespace) };
    const scheme = schemeOf(target, objects && serviceOf(target, objects.services));
    return { ...named(path, name, target), scheme, relations: [leadsTo] };
}

function named(path: string, name: string, target: string) {
    const id = resourceId(path, "endpoint", name);
    return { id, kind: "endpoint" as const, name, cluster: path, parent: path, target };
}
