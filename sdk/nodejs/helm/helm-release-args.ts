import type * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { type AnyCluster } from "../cluster/cluster-core";
import { type Transform } from "../cluster/transform";

/** The arguments of a {@link HelmRelease}. Each accepts an Output, except `cluster` and `transform`. */
export interface HelmReleaseArgs {
    /**
     * The cluster to install into.
     *
     * @change Replaces the release.
     */
    cluster: AnyCluster;
    /**
     * The chart: a local folder or archive, as a path that begins with `.` or `/` or as a FileArchive; a name in
     * `repo`; or an OCI reference (`oci://…`).
     *
     * @change Upgrades the release. A change in a local chart's files upgrades it too, and so does a local archive that
     * was packed again.
     * @example "./charts/shop"
     * @example new pulumi.asset.FileArchive("charts/shop")
     */
    chart: pulumi.Input<string | pulumi.asset.Archive>;
    /**
     * URL of the chart repository (`https://…`).
     *
     * @default none; `chart` is local or an OCI reference
     * @change Upgrades the release.
     */
    repo?: pulumi.Input<string> | undefined;
    /**
     * User name for a private `repo` or registry (`oci://…`). Needs `password`. It is used to fetch the chart only; for
     * images, use the cluster's `registries`.
     *
     * @default none; for a registry, the login that `docker login` has stored on this machine
     * @change Upgrades the release.
     */
    username?: pulumi.Input<string> | undefined;
    /**
     * Password of `username`. A secret in the state.
     *
     * @default none
     * @change Upgrades the release.
     */
    password?: pulumi.Input<string> | undefined;
    /**
     * Path of a PEM file with the certificate authorities to trust for the repository or registry. For a registry, it
     * needs `username` and `password`; if the registry requires no login, give any values.
     *
     * @default none; the authorities of this machine
     * @change Upgrades the release.
     */
    caFile?: pulumi.Input<string> | undefined;
    /**
     * Path of a PEM file with a client certificate. Needs `keyFile`, and for a registry also `username` and `password`.
     *
     * @default none
     * @change Upgrades the release.
     */
    certFile?: pulumi.Input<string> | undefined;
    /**
     * Path of a PEM file with the key of `certFile`.
     *
     * @default none
     * @change Upgrades the release.
     */
    keyFile?: pulumi.Input<string> | undefined;
    /**
     * Version of the chart. Pin it, so that all machines install the same chart.
     *
     * @default the newest version
     * @change Upgrades the release.
     */
    version?: pulumi.Input<string> | undefined;
    /**
     * Namespace to install into.
     *
     * @default "default"
     * @change Replaces the release.
     */
    namespace?: pulumi.Input<string> | undefined;
    /**
     * Whether to create the namespace if it is missing.
     *
     * @default true
     * @change Upgrades the release.
     */
    createNamespace?: pulumi.Input<boolean> | undefined;
    /**
     * Name of the release in Helm: a DNS label of at most 53 characters.
     *
     * @default the name of the resource
     * @change Replaces the release.
     */
    releaseName?: pulumi.Input<string> | undefined;
    /**
     * Files with values; later ones take precedence: paths, FileAssets, or StringAssets with the text of such files.
     * Relative paths start at the folder in which the program runs.
     *
     * @default none
     * @change Upgrades the release if values change.
     * @example ["./values.yaml", new pulumi.asset.StringAsset("replicaCount: 2")]
     */
    valuesFiles?: pulumi.Input<pulumi.Input<string | pulumi.asset.Asset>[]> | undefined;
    /**
     * Values that take precedence over those of the files. Maps are merged key by key, other values are replaced, and
     * `null` removes a chart's default. If a value inside is an Output, the other values are still known in a preview,
     * provided that `valuesFiles` has paths and `set` has text.
     *
     * @default none
     * @change Upgrades the release.
     * @example { replicaCount: 2, database: { password: config.requireSecret("password") } }
     */
    values?: pulumi.Input<Record<string, unknown>> | undefined;
    /**
     * Values in the syntax of `helm --set`; they take precedence over `values`, and later ones over earlier ones. Do
     * not use it for secrets: put those into `values`, as Outputs.
     *
     * @default none
     * @change Upgrades the release.
     * @example ["service.type=NodePort", "hosts[0].name=a.example,tags={a,b}"]
     * @example [pulumi.interpolate`image.tag=${version}`]
     */
    set?: pulumi.Input<pulumi.Input<string>[]> | undefined;
    /**
     * Whether to wait until the workloads of the release are available: Deployments, StatefulSets, DaemonSets, and
     * volume claims. With `false`, the release is ready as soon as Helm has applied its objects; missing objects are
     * restored nevertheless.
     *
     * @default true
     * @change Applies from the next `pulumi up` on.
     */
    wait?: pulumi.Input<boolean> | undefined;
    /**
     * Whether Helm rolls back an installation or an upgrade that does not become available in time, as `helm --atomic`;
     * it uninstalls a first installation. Helm then waits until the time limit; a terminal failure is reported as a
     * warning as soon as it is known.
     *
     * @default false
     * @change Upgrades the release, without new values.
     */
    atomic?: pulumi.Input<boolean> | undefined;
    /**
     * Whether to wait until the Jobs of the release have completed as well, as `helm --wait-for-jobs`.
     *
     * @default false
     * @change Applies from the next `pulumi up` on.
     */
    waitForJobs?: pulumi.Input<boolean> | undefined;
    /**
     * Whether to wait until Services of type LoadBalancer have an address as well. The addresses come from K3s's
     * `servicelb`.
     *
     * @default false
     * @change Applies from the next `pulumi up` on.
     */
    waitForLoadBalancers?: pulumi.Input<boolean> | undefined;
    /**
     * Whether to skip the CustomResourceDefinitions in the chart's `crds` folder.
     *
     * @default false
     * @change Upgrades the release.
     */
    skipCrds?: pulumi.Input<boolean> | undefined;
    /**
     * Number of revisions that Helm keeps, 0 for all of them.
     *
     * @default 10
     * @change Upgrades the release.
     */
    historyLimit?: pulumi.Input<number> | undefined;
    /**
     * Time limit in seconds: one for Helm's own work, and the same again for the wait for the workloads.
     *
     * @default 300
     * @change Upgrades the release, without new values.
     */
    timeoutSeconds?: pulumi.Input<number> | undefined;
    /**
     * Adjusts the release where no argument does: arguments of `kubernetes.helm.v3.Release` that are merged over the
     * package's, or a function that receives the arguments and returns them, or changes them in place.
     *
     * @default none
     * @change As the Kubernetes provider applies the changed settings.
     * @example { disableWebhooks: true }
     * @example (release) => ({ ...release, disableWebhooks: true })
     */
    transform?: Transform<kubernetes.helm.v3.ReleaseArgs> | undefined;
}
