import { delimiter } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { ArgumentError } from "../validation";
import { partsOf, type Reference } from "./reference";
import { clusterNameVariable, kubeconfigVariable } from "../../../shared/reference-variables";

/**
 * Returns the environment variables of a process on this machine that uses clusters and endpoints, such as a
 * `command.local.Command`:
 *
 * - `KUBECONFIG` with the paths of the clusters' kubeconfigs, and `K8S_CLUSTER_NAME` with the name of the first cluster;
 * - for each endpoint `services__<name>__url`, and the same with underscores in place of dashes, for shells.
 *
 * The values are known when the clusters and endpoints are ready. None of them is secret: credentials stay in the
 * files.
 *
 * @example
 * new command.local.Command("seed", { create: "./seed.sh", environment: k3s.environment(cluster, web) });
 *
 * @throws ArgumentError when there is no reference, when one is not a cluster or an endpoint, and when two of them
 * set the same variable.
 */
export function environment(...references: Reference[]): Record<string, pulumi.Output<string>> {
    const parts = partsOf("environment", references.map(nameOf).join(", "), references);
    const values = new Map<string, { what: string; value: pulumi.Output<string> }>();
    for (const { what, onHost } of parts) {
        for (const { name, value } of onHost) {
            const earlier = values.get(name);
            if (earlier && name === clusterNameVariable) continue;
            if (earlier && name !== kubeconfigVariable) {
                const message = `is wanted by ${earlier.what} and by ${what}: call them by different names`;
                throw new ArgumentError("environment", name, [{ path: name, message }]);
            }
            const paths = [...(earlier ? [earlier.value] : []), value];
            values.set(name, { what, value: pulumi.all(paths).apply((all) => all.join(delimiter)) });
        }
    }
    return Object.fromEntries([...values].map(([name, { value }]) => [name, value]));
}

/** Returns a reference's name, also for an invalid one, which `partsOf` refuses with its position. */
function nameOf(reference: Reference | null | undefined): string {
    return reference?.name ?? "?";
}
