import type * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import {
    isDeferred,
    nonBlank,
    objectOf,
    optional,
    plain,
    plainValue,
    type Problem,
    refined,
    rule,
    type Rule,
    secret,
} from "../../validation";
import { kubeconfigOf } from "../production/production-kubeconfig";

/**
 * The existing cluster that a {@link Cluster} uses if its target is production. Needs a `kubeconfig` or a `provider`.
 */
export interface ProductionArgs {
    /**
     * Text of a kubeconfig, stored as a secret. The machine's own kubeconfig is never used automatically.
     *
     * @default the kubeconfig of `provider`
     * @change New credentials change nothing else. A kubeconfig of another cluster fails in the preview.
     * @example config.requireSecret("kubeconfig")
     */
    kubeconfig?: pulumi.Input<string> | undefined;
    /**
     * Context of the kubeconfig to use.
     *
     * @default the current context of the kubeconfig
     * @change A context of another cluster fails in the preview.
     */
    context?: pulumi.Input<string> | undefined;
    /**
     * An existing provider for everything in the cluster, such as that of `@pulumi/eks`. The provider has a kubeconfig,
     * or `kubeconfig` is given too. Not an Output.
     *
     * @default a new provider with `kubeconfig`
     * @change A provider of another cluster fails in the preview.
     */
    provider?: kubernetes.Provider | undefined;
}

const shape = objectOf<ProductionArgs>({
    kubeconfig: optional(secret(nonBlank)),
    context: optional(nonBlank),
    provider: optional(plain(rule("a kubernetes.Provider", isProvider))),
});

export const productionArgs: Rule = plain(refined(shape, sourceProblems));

function isProvider(value: unknown): boolean {
    return pulumi.Resource.isInstance(value) && pulumi.ProviderResource.isInstance(value);
}

function sourceProblems(args: ProductionArgs, path: string): Problem[] {
    const { kubeconfig, context, provider } = args;
    if (kubeconfig === undefined && provider === undefined) {
        return [{ path, message: "must have a kubeconfig, or a provider with one" }];
    }
    if (typeof kubeconfig !== "string" || isDeferred(context)) return [];
    const read = kubeconfigOf(kubeconfig, plainValue(context));
    return "problem" in read ? [{ path: `${path}.${read.part}`, message: read.problem }] : [];
}
