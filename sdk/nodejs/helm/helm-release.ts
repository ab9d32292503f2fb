import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { definitionHooks } from "../../../provider/shims/definition-hooks";
import { evidenceHooks } from "../../../provider/shims/evidence-hooks";
import { lifecycleResource } from "../../../provider/shims/lifecycle-resource";
import { mergedHooks } from "../../../provider/shims/merged-hooks";
import { releaseHooks } from "../../../provider/shims/release-hooks";
import { recordHooks } from "../../../provider/shims/record-hooks";
import { withoutStackTraces } from "../../../provider/shims/without-stack-traces";
import { kubernetesOptions } from "../cluster/provider-options";
import { transformed } from "../cluster/transform";
import { afterResource } from "../references/after-resource";
import { namedBy } from "../references/named-by";
import { noteUnderWay } from "../references/under-way";
import { whenKnown } from "../validation";
import { chartFiles, chartReference } from "./chart-path";
import { updatesDependencies } from "./chart-source";
import { type HelmReleaseArgs } from "./helm-release-args";
import { checkHelmReleaseArgs, type CheckedReleaseArgs } from "./helm-release-rules";
import { releaseValues } from "./release-values";
import { markInShared, sharedRelease } from "./shared-release";
import type { Values } from "./values";

/**
 * A Helm release. It is ready when its workloads are available: Deployments available, StatefulSets and DaemonSets
 * rolled out, volume claims bound. A terminal failure is an error long before the time limit, with the pod's state, its
 * events and its last log lines.
 *
 * `releaseName`, `namespace` and `status` are known when the release is ready; the first two are known in previews too.
 *
 * @example
 * import * as k3s from "pulumi-k3s";
 *
 * const cluster = new k3s.Cluster("dev");
 *
 * const podinfo = new k3s.HelmRelease("podinfo", {
 *     cluster,
 *     repo: "https://stefanprodan.github.io/podinfo",
 *     chart: "podinfo",
 *     version: "6.7.1",
 *     namespace: "podinfo",
 *     values: { replicaCount: 2 },
 * });
 *
 * export const revision = podinfo.status.revision;
 *
 * @throws ArgumentError when an argument cannot work, before anything is created.
 */
export class HelmRelease extends pulumi.ComponentResource {
    /**
     * The release as a resource of the Kubernetes provider. Its outputs are known when Helm has applied the objects.
     */
    readonly release: kubernetes.helm.v3.Release;
    /** Name of the release in Helm. Known when the release is ready. */
    readonly releaseName: pulumi.Output<string>;
    /** Namespace of the release. Known when the release is ready. */
    readonly namespace: pulumi.Output<string>;
    /**
     * Version of the chart and of the application, revision and state, as Helm reports them. Known when the release is
     * ready.
     */
    readonly status: pulumi.Output<kubernetes.types.output.helm.v3.ReleaseStatus>;

    constructor(name: string, args: HelmReleaseArgs, options?: pulumi.ComponentResourceOptions) {
        const checked = checkHelmReleaseArgs(name, args);
        const values = releaseValues(name, checked);
        super("k3s:index:HelmRelease", name, {}, options);
        const { core } = checked.cluster;
        const { kubeconfig, identity } = core;
        const { atomic = false, waitForJobs } = checked;
        const mark = pulumi.interpolate`pulumi-k3s ${core.owner}`;
        const namespace = namedBy(checked.namespace);
        const fullMark = core.shared ? markInShared(mark, core) : mark;
        const adjusted = transformed(
            `release "${name}"`,
            releaseArgs(name, { ...checked, namespace: namespace.name }, values, fullMark),
            checked.transform,
        );
        const timeoutSeconds = checked.timeoutSeconds ?? 300;
        const shared = core.shared
            ? sharedRelease(name, core, adjusted, { mark: fullMark, timeoutSeconds }, this)
            : undefined;
        const deletedWith = shared ?? identity;
        const { provider, dependsOn } = kubernetesOptions(core, options);
        const releaseOptions = {
            parent: this,
            provider,
            dependsOn: namespace.after.then((resources) => [...dependsOn, ...resources]),
            deletedWith,
            // `allowNullValues` has no effect since version 4.30 of the plugin, which warns of it. A release that was
            // created with it stays as it is.
            ignoreChanges: adjusted.allowNullValues === undefined ? ["allowNullValues"] : [],
            hooks: mergedHooks(
                releaseHooks(kubeconfig, mark),
                evidenceHooks(kubeconfig, { atomic, waitForJobs: waitForJobs ?? false }, this),
                definitionHooks(kubeconfig, adjusted.chart, this),
                recordHooks(this),
            ),
        };
        this.release = withoutStackTraces(() => new kubernetes.helm.v3.Release(name, adjusted, releaseOptions));
        noteUnderWay(core.provider, this.release);
        const ready = lifecycleResource(
            "v1.WorkloadsReady",
            `${name}-ready`,
            {
                kubeconfig,
                clusterId: core.clusterId,
                release: this.release.name,
                namespace: this.release.namespace,
                resourceNames: this.release.resourceNames,
                revision: this.release.status.revision,
                wait: checked.wait,
                waitForJobs,
                waitForLoadBalancers: checked.waitForLoadBalancers,
                timeoutSeconds,
                dockerHost: core.dockerHost,
            },
            { parent: this, deletedWith },
        );
        // Uses the requested values, because the reported ones are unknown in the preview of a new release.
        this.releaseName = afterResource(orReported(adjusted.name, this.release.name), ready);
        this.namespace = afterResource(orReported(adjusted.namespace, this.release.namespace), ready);
        this.status = afterResource(this.release.status, ready);
        this.registerOutputs({ releaseName: this.releaseName, namespace: this.namespace, status: this.status });
    }
}

function releaseArgs(
    name: string,
    args: CheckedReleaseArgs,
    values: pulumi.Input<Values>,
    mark: pulumi.Output<string>,
): kubernetes.helm.v3.ReleaseArgs {
    const { atomic = false, waitForJobs } = args;
    const chart = chartReference(name, args.chart, updatesDependencies(args.transform));
    return {
        name: args.releaseName,
        chart,
        version: args.version,
        repositoryOpts: repositoryOptions(args),
        namespace: args.namespace ?? "default",
        createNamespace: args.createNamespace ?? true,
        values,
        // Otherwise Helm keeps the old values when the program removes the last of them.
        resetValues: true,
        // Helm reports only that the time limit was exceeded. WorkloadsReady reports what is wrong, as soon as it is
        // known.
        skipAwait: whenKnown(atomic, (known) => !known),
        atomic,
        waitForJobs: whenKnown({ atomic, waitForJobs }, (known) => known.atomic && known.waitForJobs),
        skipCrds: args.skipCrds,
        maxHistory: args.historyLimit ?? 10,
        timeout: args.timeoutSeconds ?? 300,
        description: pulumi.interpolate`${mark}${chartFiles(chart)}`,
    };
}

/**
 * Returns the requested value, or the reported one if a transform removed it and left the choice to Helm or the
 * provider.
 */
function orReported(
    asked: pulumi.Input<string | undefined> | undefined,
    reported: pulumi.Output<string>,
): pulumi.Input<string> {
    return asked === undefined ? reported : (asked as pulumi.Input<string>);
}

function repositoryOptions({ repo, username, password, caFile, certFile, keyFile }: CheckedReleaseArgs) {
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
