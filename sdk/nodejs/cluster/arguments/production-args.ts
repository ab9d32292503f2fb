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

/** The existing cluster that a {@link Cluster} stands for where its target is production. Needs a `kubeconfig` or a `provider`. */
export interface ProductionArgs {
    /**
     * Text of a kubeconfig, kept as a secret. The machine's own kubeconfig is never used by itself.
     *
     * @default that of `provider`
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
     * An existing provider for everything in the cluster, such as that of `@pulumi/eks`. Either the provider was given a
     * kubeconfig, or `kubeconfig` is given here. Not an Output.
     *
     * @default a provider with `kubeconfig`
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
