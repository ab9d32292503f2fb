import { type EndpointRow } from "../endpoints/endpoint-row";
import { containerCondition } from "./container-resources";
import { type ClusterFacts, type FoundContainer } from "./facts";

/** The endpoints of a cluster as its forwarder and its relays report them. */
export function endpointRows({ path, docker, forwarded }: ClusterFacts): EndpointRow[] {
    const relays = (docker.containers ?? []).filter(({ role }) => role === "relay");
    return [...forwarded, ...relays.map((relay) => relayRow(relay, path))];
}

function relayRow(relay: FoundContainer, cluster: string): EndpointRow {
    const { endpoint = relay.name, target = "", addresses, traffic } = relay;
    const { state, why } = containerCondition(relay, "listening");
    return {
        ...{ name: endpoint, cluster, via: "node" },
        state: state === "listening" || state === "stopped" ? state : "failed",
        ...{ addresses, target, ...traffic },
        problem: why,
    };
}
