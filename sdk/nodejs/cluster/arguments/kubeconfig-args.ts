import type * as pulumi from "@pulumi/pulumi";
import {
    boolean,
    either,
    nonBlank,
    objectOf,
    optional,
    plain,
    plainValue,
    type Problem,
    refined,
    type Rule,
} from "../../validation";

/** How a cluster is merged into your own kubeconfig. The cluster always has kubeconfig files of its own as well. */
export interface KubeconfigArgs {
    /**
     * Adds the cluster's context, cluster and user to a kubeconfig that you also use for other clusters, all under the
     * cluster's name. Everything else in the file stays as it is, byte for byte, and `pulumi destroy` removes these
     * entries. If the file has an entry with that name that this package did not write, that is an error and the entry
     * stays. Not an Output.
     *
     * - `true`: the file that `kubectl config` changes: the first existing file in `KUBECONFIG`, or the last one if
     *   none exists; without `KUBECONFIG`, `~/.kube/config`. The files that a Cluster writes for itself do not count.
     * - a path: that file. A relative path starts at the folder in which the program runs.
     *
     * @default false
     * @change Moves the entries to another file, or removes them; replaces no resource.
     */
    merge?: boolean | string | undefined;
    /**
     * Makes the cluster's context the current one, once: a context that you choose later stays current.
     * `pulumi destroy` restores the previous context, unless you have chosen another one. Needs `merge`.
     *
     * @default false
     * @change Makes the context the current one, or restores the previous one; replaces no resource.
     */
    switchContext?: pulumi.Input<boolean> | undefined;
}

const shape = objectOf<KubeconfigArgs>({
    merge: optional(plain(either(boolean, nonBlank))),
    switchContext: optional(boolean),
});

export const kubeconfigArgs: Rule = plain(refined(shape, switchProblems));

function switchProblems({ merge, switchContext }: KubeconfigArgs, path: string): Problem[] {
    if (!plainValue(switchContext) || merge) return [];
    return [{ path: `${path}.switchContext`, message: "needs merge: without it there is no context to switch to" }];
}
