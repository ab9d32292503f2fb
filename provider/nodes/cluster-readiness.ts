import type { V1Deployment, V1Lease, V1Node, V1Pod, V1ServiceAccount } from "@kubernetes/client-node";
import { type Api } from "../kubernetes/api";
import { named, paths } from "../kubernetes/api-paths";
import { terminalPods } from "../diagnostics/terminal-pods";
import { nodeProblem } from "../diagnostics/node";
import { GracePeriod } from "../diagnostics/grace-period";
import { podReport } from "../diagnostics/pod-report";
import { reliefFor } from "../diagnostics/pressure";
import { watchUntil } from "../kubernetes/watch-until";
import { coreDns as coreDnsComponent } from "../../shared/packaged-components";
import { Failure } from "../failure";

interface Wanted {
    node: string;
    /** When the node's container started, where that is known. */
    since?: Date;
    coreDns: boolean;
}

interface Seen extends Record<string, object[]> {
    nodes: V1Node[];
    leases: V1Lease[];
    dns: V1Deployment[];
    dnsPods: V1Pod[];
    accounts: V1ServiceAccount[];
}

const beyondLoop =
    "the resolver that it asks sends names back to it: name the resolvers behind that one in the cluster's dns, then run pulumi up again";

/**
 * Waits until the server node is ready, CoreDNS (if enabled) is available and pods can be created in the default
 * namespace.
 */
export async function clusterReadiness(
    api: Api,
    { node, since, coreDns }: Wanted,
    signal: AbortSignal,
    awaiting: (what: string) => void,
): Promise<void> {
    const collections = {
        nodes: { path: paths.nodes, query: named(node) },
        leases: { path: paths.nodeLeases, query: named(node) },
        dns: { path: paths.deployments("kube-system"), query: named(coreDnsComponent.deployment) },
        dnsPods: { path: paths.pods("kube-system"), query: { labelSelector: coreDnsComponent.podSelector } },
        accounts: { path: paths.serviceAccounts("default"), query: named("default") },
    };
    const gracePeriod = new GracePeriod();
    const decide = (seen: Seen) => {
        const problem = nodeProblem(seen.nodes[0], seen.leases[0], since, new Date());
        // Until the node is ready, no pod can be scheduled.
        const [terminal] = coreDns && problem === undefined ? terminalPods(gracePeriod, seen.dnsPods) : [];
        if (terminal) return terminal;
        const missing = problem === undefined ? missingPart(seen, coreDns) : `node ${node}, which ${problem}`;
        if (missing === undefined) return true;
        awaiting(missing);
        return undefined;
    };
    const result = await watchUntil<Seen, true | V1Pod>(api, collections, decide, { signal, recheckMs: 1_000 });
    if (result !== true) {
        const why = await podReport(api, result);
        throw new Failure("CoreDNS cannot start, so names do not resolve in the cluster.", {
            why,
            next:
                (why.some((line) => line.includes("plugin/loop")) ? beyondLoop : undefined) ??
                (await reliefFor(api, [result])) ??
                "correct what the lines above report (an image that cannot be pulled needs a mirror: registries, or images), then run pulumi up again",
        });
    }
}

function missingPart(seen: Seen, coreDns: boolean): string | undefined {
    if (coreDns && !isAvailable(seen.dns[0])) return "CoreDNS";
    return seen.accounts[0] ? undefined : "the ServiceAccount default/default";
}

function isAvailable(deployment: V1Deployment | undefined): boolean {
    if (deployment?.status?.observedGeneration !== deployment?.metadata?.generation) return false;
    return (deployment?.status?.availableReplicas ?? 0) > 0;
}
