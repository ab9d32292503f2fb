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

/** What becomes of the user's own kubeconfig, beside the files that the cluster has for itself. */
export interface KubeconfigArgs {
    /**
     * Puts the cluster's context, cluster and user into a kubeconfig that others use too, all under the cluster's name.
     * Everything else in it stays as it is, byte for byte, and `pulumi destroy` takes out what is the cluster's.
     *
     * - `true`: the file that kubectl changes: the first one of `KUBECONFIG` that exists, else `~/.kube/config`.
     * - a path: that file; a relative one counts from where the program runs.
     *
     * An entry of that name from somebody else is an error and stays. Default: `false`. A change moves the entries.
     */
    merge?: boolean | string | undefined;
    /**
     * Makes the cluster's context the current one, once: a later choice of the user's stays. `pulumi destroy` brings the
     * earlier one back, unless the user has chosen another. Needs `merge`. Default: `false`.
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
    return [{ path: `${path}.switchContext`, message: "needs merge: there is no context to switch to without it" }];
}
