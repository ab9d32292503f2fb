import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { lifecycleResource } from "../../../../provider/shims/lifecycle-resource";
import { ArgumentError } from "../../validation";
import { kubeconfigFiles } from "../kubeconfigs";
import { clusterPath } from "../names";
import { type ProductionArgs } from "../arguments/production-args";
import { type CreatedCluster } from "../created-cluster";
import { removeCopiesAtEnd } from "../remove-copies-at-end";
import { neededOfKubernetesProvider } from "../needed-arguments";
import { type Transform, transformed } from "../transform";
import { kubeconfigOf, type ReadKubeconfig } from "./production-kubeconfig";

/**
 * Checks an existing cluster and creates the resources to use it. The cluster itself is never created, changed or
 * deleted.
 */
export function productionCluster(
    name: string,
    args: ProductionArgs,
    timeoutSeconds: pulumi.Input<number>,
    transform: Transform<kubernetes.ProviderArgs> | undefined,
    child: pulumi.CustomResourceOptions,
): CreatedCluster {
    const read = readProduction(name, args);
    const kubeconfig = pulumi.secret(read.apply(({ kubeconfig }) => kubeconfig));
    const cluster = clusterPath(pulumi.getProject(), pulumi.getStack(), name);
    const found = lifecycleResource(
        "v1.ProductionCluster",
        `${name}-production`,
        { name, cluster, kubeconfig, timeoutSeconds },
        child,
    );
    const clusterId = found.output("clusterId");
    const ready = lifecycleResource(
        "v1.ProductionReady",
        `${name}-ready`,
        { name, kubeconfig, clusterId, timeoutSeconds },
        child,
    );
    // The name of a context is no secret even if the kubeconfig is one, unless it was given as a secret.
    const context = pulumi
        .all([args.context, pulumi.unsecret(read.apply(({ context }) => context))])
        .apply(([, name]) => name);
    const own = providerArgs(kubeconfig, context, clusterId);
    removeCopiesAtEnd(kubeconfig);
    const provider =
        args.provider ??
        new kubernetes.Provider(name, transformed(`provider "${name}"`, own, transform, neededOfKubernetesProvider), {
            ...child,
            dependsOn: ready,
        });
    const path = found.output("cluster");
    const core = {
        name,
        path,
        owner: found.output("owner"),
        clusterId,
        kubeconfig,
        containerKubeconfig: kubeconfig,
        kubeconfigPath: kubeconfigFiles(name, path, { kubeconfig, containerKubeconfig: kubeconfig }, child),
        apiUrl: pulumi.unsecret(read.apply(({ server }) => server)),
        kubernetesVersion: ready.output("kubernetesVersion"),
        timeoutSeconds,
        provider,
    };
    return { core };
}

function readProduction(name: string, args: ProductionArgs): pulumi.Output<ReadKubeconfig> {
    // A provider has the kubeconfig that it was created with, though its type does not have the property.
    const given =
        args.kubeconfig ??
        (args.provider as { kubeconfig?: pulumi.Output<string | undefined> } | undefined)?.kubeconfig;
    const wanted = pulumi.output(args.context);
    return pulumi.all([given, wanted]).apply(async ([text, context]) => {
        const read = kubeconfigOf(text ?? "", context);
        if (!("problem" in read)) return read;
        const isSecret = read.part === "context" && (await pulumi.isSecret(wanted));
        const problem = isSecret ? "is a secret that the kubeconfig does not have" : read.problem;
        const message = args.kubeconfig
            ? problem
            : `of the provider ${read.part === "kubeconfig" ? "is not the text of one: give production.kubeconfig as well" : problem}`;
        throw new ArgumentError("Cluster", name, [{ path: `production.${read.part}`, message }]);
    });
}

/**
 * Returns the arguments of the provider. Others may have objects in the cluster: existing objects are not taken over,
 * and objects that cannot be reached do not count as deleted.
 */
function providerArgs(
    kubeconfig: pulumi.Output<string>,
    context: pulumi.Output<string>,
    clusterId: pulumi.Output<string>,
): kubernetes.ProviderArgs {
    return {
        kubeconfig,
        context,
        clusterIdentifier: clusterId,
        enableConfigMapMutable: true,
        enableSecretMutable: true,
        suppressHelmHookWarnings: true,
    };
}
