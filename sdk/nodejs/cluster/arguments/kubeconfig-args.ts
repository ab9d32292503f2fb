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

/** How a cluster is merged into your own kubeconfig, beside the files that it has for itself. */
export interface KubeconfigArgs {
    /**
     * Adds the cluster's context, cluster and user to a kubeconfig that you use for other clusters too, all under the
     * cluster's name. Everything else in the file stays as it is, byte for byte, and `pulumi destroy` removes these
     * entries. An entry of that name from somebody else is an error and stays. Not an Output.
     *
     * - `true`: the file that `kubectl config` changes: of the files in `KUBECONFIG` the first that exists, or the last
     *   where none does; without `KUBECONFIG`, `~/.kube/config`. Files that a Cluster has for itself do not count.
     * - a path: that file; a relative path starts from where the program runs.
     *
     * @default false
     * @change Moves the entries to another file, or removes them; replaces nothing.
     */
    merge?: boolean | string | undefined;
    /**
     * Makes the cluster's context the current one, once: a context that you choose later stays. `pulumi destroy` brings
     * the earlier one back, unless you have chosen another. Needs `merge`.
     *
     * @default false
     * @change Makes the context the current one, or brings the earlier one back; replaces nothing.
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
