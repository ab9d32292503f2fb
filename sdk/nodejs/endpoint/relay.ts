import type * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { whenKnown } from "../validation";
import { endpointLabel, ownerLabel, roleLabel, targetLabel } from "../../../shared/labels";

/** The settings of a relay: one container for one endpoint. */
export interface Relay {
    containerName: pulumi.Input<string>;
    image: pulumi.Input<string>;
    networkName: pulumi.Input<string>;
    owner: pulumi.Input<string>;
    /** The endpoint's name: the relay's name for other containers on the network. */
    alias: string;
    /** `namespace/service:port`, shown to people. */
    target: pulumi.Input<string>;
    /** The server's name on the network. */
    server: pulumi.Input<string>;
    serviceSubnet: pulumi.Input<string>;
    clusterIp: pulumi.Input<string>;
    servicePort: pulumi.Input<number>;
    /** The port on the Docker host, and the host's address on which it is published. */
    hostPort: pulumi.Input<number>;
    hostAddress: pulumi.Input<string>;
    protocol: pulumi.Input<"TCP" | "UDP">;
}

/**
 * Rewrites the destination of incoming packets to the Service's address and routes them through the server node, where
 * kube-proxy chooses a pod. It follows the server if its address changes. The K3s image has iptables in `/bin/aux`. The
 * legacy variant needs rights that a relay does not have, so the nft variant is tried first.
 */
export const relayScript = `PATH=$PATH:/bin/aux
protocol=$1 port=$2 service=$3 subnet=$4 server=$5
rule() { iptables-nft -w -t nat "$@" 2>/dev/null || iptables -w -t nat "$@"; }
rule -A PREROUTING -p "$protocol" --dport "$port" -j DNAT --to-destination "$service:$port" || exit 1
rule -A POSTROUTING -d "$subnet" -j MASQUERADE || exit 1
while :; do
    address=$(nslookup "$server" 2>/dev/null | awk '/^Name:/ { named = 1 } named && match($0, /([0-9]+\\.){3}[0-9]+/) { print substr($0, RSTART, RLENGTH); exit }')
    if [ -n "$address" ] && [ "$address" != "$gateway" ]; then
        ip route replace "$subnet" via "$address" metric 1 && gateway=$address && echo "routing $subnet through $server at $address"
    fi
    sleep 2
done
`;

/**
 * Returns the arguments of a relay's container. It has rights over its own network only, a read-only file system and no
 * credentials.
 */
export function relayContainerArgs(relay: Relay): docker.ContainerArgs {
    const protocol = whenKnown(relay.protocol, (known) => known.toLowerCase());
    const { servicePort, clusterIp, serviceSubnet, server } = relay;
    return {
        name: relay.containerName,
        image: relay.image,
        entrypoints: ["/bin/sh", "-c"],
        command: [
            relayScript,
            "relay",
            protocol,
            pulumi.output(servicePort).apply(String),
            clusterIp,
            serviceSubnet,
            server,
        ],
        init: true,
        restart: "unless-stopped",
        mustRun: false,
        readOnly: true,
        tmpfs: { "/run": "" },
        // Docker reports added capabilities by their full names; a short name would be a difference in each run.
        capabilities: { adds: ["CAP_NET_ADMIN"], drops: ["ALL"] },
        sysctls: { "net.ipv4.ip_forward": "1" },
        memory: 32,
        memorySwap: 32,
        networkMode: "bridge",
        networksAdvanced: [{ name: relay.networkName, aliases: [relay.alias] }],
        ports: [{ internal: servicePort, external: relay.hostPort, ip: relay.hostAddress, protocol }],
        labels: [
            { label: ownerLabel, value: relay.owner },
            { label: roleLabel, value: "relay" },
            { label: endpointLabel, value: relay.alias },
            { label: targetLabel, value: relay.target },
        ],
    };
}
