import { domainsPath, podResolvConfPath, podResolverAddress } from "../../../../shared/node-files";

/**
 * Lets pods use Docker's resolver. It listens on the node's loopback address, on ports that Docker chooses at each
 * start of the node. The script forwards requests for an address that nobody has to those ports. It finds the ports by
 * their sockets and not by Docker's rules, which may be in iptables or nftables and not visible to the node. A port of
 * the node's own address stays free for a Service. On Podman, the network's gateway answers pods without this.
 * `route_localnet` is set for `default`, which covers interfaces to come: the pods', not that of the Docker network.
 */
export const resolver = `resolve() {
    grep -q "^nameserver 127.0.0.11" /etc/resolv.conf || return 0
    for protocol in udp tcp; do
        port=$(awk '$2 ~ /^(0B00007F|7F00000B):/ && $3 ~ /:0000$/ { print substr($2, 10); exit }' "/proc/net/$protocol")
        [ -n "$port" ] || return 1
        for chain in PREROUTING OUTPUT; do
            iptables -w -t nat -A "$chain" -d ${podResolverAddress} -p "$protocol" --dport 53 \\
                -j DNAT --to-destination "127.0.0.11:$((0x$port))" || return 1
        done
    done
    echo 1 >/proc/sys/net/ipv4/conf/default/route_localnet
    mkdir -p /etc/rancher/pulumi-k3s
    sed "s/^nameserver .*/nameserver ${podResolverAddress}/" /etc/resolv.conf >${podResolvConfPath}
    export K3S_RESOLV_CONF=${podResolvConfPath}
}
PATH=$PATH:/bin/aux
if [ "$POD_RESOLVER" != k3s ] && [ -z "$K3S_RESOLV_CONF" ]; then
    resolve || echo "pulumi-k3s: pods cannot ask Docker's resolver and get what K3s gives them" >&2
fi
`;

/** Adds the resolvers of single domains to CoreDNS's configuration of names. */
export const domains = `    if [ -e ${domainsPath} ]; then
        echo "  pulumi-k3s-domains.server: |"
        sed "s/^/    /" ${domainsPath}
    fi >>"$manifests/00-pulumi-k3s-hosts.yaml"
`;
