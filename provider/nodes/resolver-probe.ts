import type Docker from "dockerode";
import { domainsPath, podResolvConfPath } from "../../shared/node-files";
import { execute } from "../docker/containers/execute";

/** A DNS resolver that does not answer. */
export interface SilentResolver {
    /** Undefined for the resolvers of the Docker host. */
    address?: string;
    /** The domain that the resolver is for; undefined when it is for every name. */
    domain?: string;
}

/** Queries the resolvers of a node's pods from the node. */
export interface ResolverProbe {
    silent(node: string): Promise<SilentResolver[]>;
}

const dockersResolver = "127.0.0.11";

/**
 * Queries all resolvers at once for a name that does not exist, which each can answer by itself (RFC 6761), and prints
 * the silent ones. A SERVFAIL from Docker's own resolver means that the resolvers behind it are silent.
 */
const script = `ask() {
    answer=$(timeout 3 nslookup pulumi-k3s.invalid "$2" 2>&1)
    case $?:$answer in
        124:* | 143:* | *"timed out"*) echo "$1 $2" ;;
        *SERVFAIL*) [ "$2" != ${dockersResolver} ] || echo "$1 $2" ;;
    esac
}
[ ! -e ${podResolvConfPath} ] || [ $# -gt 0 ] || set -- ${dockersResolver}
for resolver in "$@"; do ask . "$resolver" & done
awk '/^[^ }]/ { sub(/:.*/, ""); domain = $0 } $1 == "forward" { for (i = 3; i < NF; i++) print domain, $i }' ${domainsPath} 2>/dev/null |
    { while read -r domain resolver; do ask "$domain" "$resolver" & done; wait; }
wait
`;

export class DockerResolverProbe implements ResolverProbe {
    constructor(private readonly connect: () => Promise<Docker>) {}

    async silent(node: string): Promise<SilentResolver[]> {
        const docker = await this.connect();
        const { HostConfig } = await docker.getContainer(node).inspect();
        const given = (HostConfig.Dns as string[] | null) ?? [];
        const { output } = await execute(docker, node, ["/bin/sh", "-c", script, "resolvers", ...given]);
        return output
            .split("\n")
            .filter(Boolean)
            .map((line) => {
                const [domain, address] = line.split(" ");
                return {
                    ...(address === dockersResolver ? {} : { address }),
                    ...(domain === "." ? {} : { domain }),
                };
            });
    }
}

/**
 * Returns a warning about silent resolvers, or undefined when all answer. Silence is not a failure: this machine may be
 * offline, or its VPN not connected yet.
 */
export function resolverWarning(silent: SilentResolver[]): string | undefined {
    if (silent.length === 0) return undefined;
    return [
        ...silent.map(({ address, domain }) => {
            const who = address === undefined ? "The Docker host's resolvers do" : `The resolver ${address} does`;
            return `${who} not answer: pods cannot resolve ${domain ?? "names outside of the cluster"}.`;
        }),
        "It needs no other up when they answer again. Next: if this machine is not offline, name others in the cluster's dns.",
    ].join("\n");
}
