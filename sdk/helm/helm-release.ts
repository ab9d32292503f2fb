import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { lifecycleResource } from "../../provider/shims/lifecycle-resource";
import { evidenceHooks } from "../../provider/shims/evidence-hooks";
import { mergedHooks } from "../../provider/shims/merged-hooks";
import { releaseLeftoverHooks } from "../../provider/shims/leftover-hooks";
import { withoutStackTraces } from "../../provider/shims/without-stack-traces";
import { kubernetesOptions } from "../cluster/provider-options";
import { transformed } from "../cluster/transform";
import { chartHash } from "./chart-hash";
import { isLocalChart } from "./chart-source";
import { checkHelmReleaseArgs, type HelmReleaseArgs } from "./helm-release-args";
import { withSet } from "./set/entry";
import { mergeValues } from "./values";
import { readValuesFile } from "./values-file";

/**
 * A Helm release, ready when all that it made works: Deployments available, StatefulSets and DaemonSets rolled out,
 * claims bound. What cannot work fails long before the deadline, with the pod's state, its events and its last log lines.
 *
 * @example
 * const podinfo = new k3s.HelmRelease("podinfo", {
 *     cluster,
 *     repo: "https://stefanprodan.github.io/podinfo",
 *     chart: "podinfo",
 *     version: "6.7.1",
 *     values: { replicaCount: 2 },
 * });
 *
 * @throws ArgumentError when an argument cannot work, before anything is made.
 */
export class HelmRelease extends pulumi.ComponentResource {
    /** What Helm does, as a resource of the Kubernetes provider. */
    readonly release: kubernetes.helm.v3.Release;
    /** The release's name in Helm. */
    readonly releaseName: pulumi.Output<string>;
    /** The namespace it is in. */
    readonly namespace: pulumi.Output<string>;
    /** Version of the chart, application version, revision and state, as Helm reports them. */
    readonly status: pulumi.Output<kubernetes.types.output.helm.v3.ReleaseStatus>;

    constructor(name: string, args: HelmReleaseArgs, options?: pulumi.ComponentResourceOptions) {
        checkHelmReleaseArgs(name, args);
        const merged = mergeValues(
            ...(args.valuesFiles ?? []).map((path) => readValuesFile(name, path)),
            args.values ?? {},
        );
        const values = withSet(name, merged, args.set ?? []);
        super("k3s:index:HelmRelease", name, {}, options);
        const { cluster, atomic = false, timeoutSeconds = 300 } = args;
        const { clusterId, kubeconfig, owner, dockerHost } = cluster.access;
        const mark = pulumi.interpolate`pulumi-k3s ${owner}`;
        const releaseArgs: kubernetes.helm.v3.ReleaseArgs = {
            name: args.releaseName ?? name,
            chart: args.chart,
            version: args.version,
            repositoryOpts: repositoryOptions(args),
            namespace: args.namespace ?? "default",
            createNamespace: args.createNamespace ?? true,
            values,
            allowNullValues: true,
            // Else Helm keeps the old values when the last of them is taken out of the program.
            resetValues: true,
            // Helm only says that its time is up; WorkloadsReady says what is wrong, and as soon as it is known.
            skipAwait: !atomic,
            atomic,
            waitForJobs: atomic && args.waitForJobs,
            skipCrds: args.skipCrds,
            maxHistory: args.historyLimit ?? 10,
            timeout: timeoutSeconds,
            description: pulumi.interpolate`${mark}${chartFiles(args.chart)}`,
        };
        const adjusted = transformed(`release "${name}"`, releaseArgs, args.transform);
        const releaseOptions = {
            parent: this,
            ...kubernetesOptions(cluster, options),
            deletedWith: cluster.identity,
            hooks: mergedHooks(
                releaseLeftoverHooks(kubeconfig, mark),
                evidenceHooks(kubeconfig, { atomic, waitForJobs: args.waitForJobs ?? false }, this),
            ),
        };
        const release = withoutStackTraces(() => new kubernetes.helm.v3.Release(name, adjusted, releaseOptions));
        this.release = release;
        lifecycleResource(
            "v1.WorkloadsReady",
            `${name}-ready`,
            {
                kubeconfig,
                clusterId,
                release: release.name,
                namespace: release.namespace,
                resourceNames: release.resourceNames,
                revision: release.status.revision,
                wait: args.wait,
                waitForJobs: args.waitForJobs,
                waitForLoadBalancers: args.waitForLoadBalancers,
                timeoutSeconds,
                dockerHost,
            },
            { parent: this, deletedWith: cluster.identity },
        );
        this.releaseName = release.name;
        this.namespace = release.namespace;
        this.status = release.status;
        this.registerOutputs({ releaseName: this.releaseName, namespace: this.namespace, status: this.status });
    }
}

function repositoryOptions({ repo, username, password, caFile, certFile, keyFile }: HelmReleaseArgs) {
    if (repo === undefined && username === undefined) return undefined;
    return {
        repo,
        username,
        password: password === undefined ? undefined : pulumi.secret(password),
        caFile,
        certFile,
        keyFile,
    };
}

/** The provider compares arguments, not the files of a chart: their hash in the description makes a change seen. */
function chartFiles(chart: string): string {
    return isLocalChart(chart) ? `, chart files ${chartHash(chart)}` : "";
}
