import { networkRemedies, networkTrouble } from "../../diagnostics/network-remedy";
import { type Answer } from "./answer";
import { point } from "./markdown";
import { askedRegistry, type NetworkFacts, unansweredNames } from "./network";
import { type Section, section } from "./section";

/** The section on the way to registries and on the name resolvers of pods. */
export function networkSection(network: Answer<NetworkFacts>): Section {
    return section("network", "Network", network, (facts) => {
        const { node, registry, nodeProxies } = facts;
        return {
            text: [
                point(`${askedRegistry} from ${node}: ${registry ?? "answers"}`),
                point(`proxies of the node: ${nodeProxies.join(", ") || "none"}`),
                point(`proxies of this machine: ${hostProxies(facts).join(", ") || "none"}`),
            ],
            content: { node, registry, nodeProxies, hostProxies: hostProxies(facts) },
            findings: [...registryFindings(facts), ...resolverFindings(facts)],
        };
    });
}

/** Returns a finding if the cause is known. If not, this machine may be offline, which is no fault of the cluster. */
function registryFindings(facts: NetworkFacts): string[] {
    const { node, registry, nodeProxies, resolvedHere } = facts;
    if (registry === undefined) return [];
    const what = `${node} does not reach ${askedRegistry}: ${registry}`;
    const lacking = nodeProxies.length === 0 ? hostProxies(facts) : [];
    // The message of kubectl does not name the host that refused the connection.
    const isProxyGone = registry.includes("was refused") && nodeProxies.length > 0;
    const trouble = isProxyGone ? "proxy" : networkTrouble(registry);
    if (trouble === "authority" || trouble === "proxy") return [`${what} (${networkRemedies[trouble]})`];
    if (lacking.length > 0) {
        const source = lacking.some((each) => each.endsWith("of the environment")) ? "environment" : "docker";
        return [`${what}; this machine has a proxy, ${lacking.join(", ")} (give it to the nodes: proxy: "${source}")`];
    }
    if (trouble === "name" && resolvedHere.includes(askedRegistry)) {
        return [`${what}; this machine resolves it (name resolvers that the nodes reach: dns)`];
    }
    return [];
}

/** Returns the names of this machine's proxy settings, without their values. */
function hostProxies({ hostProxies: { environment, docker } }: NetworkFacts): string[] {
    return [
        ...(environment.http ? ["HTTP_PROXY of the environment"] : []),
        ...(environment.https ? ["HTTPS_PROXY of the environment"] : []),
        ...(docker.http ? ["httpProxy of the Docker client"] : []),
        ...(docker.https ? ["httpsProxy of the Docker client"] : []),
    ];
}

function resolverFindings({ resolverLog, resolvedHere }: NetworkFacts): string[] {
    const loop = resolverLog.includes("plugin/loop: Loop")
        ? ["CoreDNS asks itself: the resolver that it is given sends it back (name others: dns)"]
        : [];
    const unanswered = Map.groupBy(unansweredNames(resolverLog), ({ resolver }) => resolver);
    return [
        ...loop,
        ...[...unanswered].map(([resolver, asked]) => {
            const names = [...new Set(asked.map(({ name }) => name))];
            const here = names.filter((name) => resolvedHere.includes(name));
            const shown = (here.length > 0 ? here : names).slice(0, 3).join(", ");
            const resolved = here.length > 0 ? `; this machine resolves ${shown}` : `, asked for ${shown}`;
            return `pods get no answer from the resolver ${resolver}: ${asked[0]?.why ?? ""}${resolved} (name resolvers that answer: dns)`;
        }),
    ];
}
