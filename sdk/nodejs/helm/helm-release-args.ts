import type * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { type AnyCluster } from "../cluster/cluster-core";
import { type Transform } from "../cluster/transform";

/** The arguments of a {@link HelmRelease}. Each takes an Output too, but `cluster` and `transform`. */
export interface HelmReleaseArgs {
    /** The cluster to install into. A change replaces the release. */
    cluster: AnyCluster;
    /**
     * The chart: a local folder or archive, by a path that begins with `.` or `/`, or as a FileArchive; a name in `repo`;
     * or an OCI reference (`oci://…`). A change in a local chart's files is an upgrade of the release.
     *
     * @example "./charts/shop"
     * @example new pulumi.asset.FileArchive("charts/shop")
     */
    chart: pulumi.Input<string | pulumi.asset.Archive>;
    /** URL of the chart repository (`https://…`). Default: none, `chart` is local or an OCI reference. */
    repo?: pulumi.Input<string> | undefined;
    /**
     * User name for a private `repo` or registry (`oci://…`); needs `password`. Default: none; for a registry, what
     * `docker login` has kept on this machine.
     */
    username?: pulumi.Input<string> | undefined;
    /** The password that goes with `username`. A secret in the state. */
    password?: pulumi.Input<string> | undefined;
    /**
     * PEM file with the certificate authorities that are trusted for the repository or registry; for a registry it
     * needs `username` and `password`. Default: those of the machine.
     */
    caFile?: pulumi.Input<string> | undefined;
    /** PEM file with a client certificate; needs `keyFile`, and for a registry what `caFile` needs. */
    certFile?: pulumi.Input<string> | undefined;
    /** PEM file with the key of `certFile`. */
    keyFile?: pulumi.Input<string> | undefined;
    /** Version of the chart. Default: the newest; pin it, else two machines install different charts. */
    version?: pulumi.Input<string> | undefined;
    /** Namespace to install into. Default: `default`. A change replaces the release. */
    namespace?: pulumi.Input<string> | undefined;
    /** Whether to make the namespace where it does not exist. Default: true. */
    createNamespace?: pulumi.Input<boolean> | undefined;
    /** The release's name in Helm. Default: the resource's name. A change replaces the release. */
    releaseName?: pulumi.Input<string> | undefined;
    /**
     * Files with values, later ones over earlier ones: paths, FileAssets, or StringAssets, which are such files' texts.
     *
     * @example ["./values.yaml", new pulumi.asset.StringAsset("replicaCount: 2")]
     */
    valuesFiles?: pulumi.Input<pulumi.Input<string | pulumi.asset.Asset>[]> | undefined;
    /**
     * Values over those of the files; maps are merged, anything else is replaced, `null` removes a chart's default.
     * An Output anywhere inside leaves the others known in a preview, where the files and `set` are plain.
     *
     * @example values: { replicaCount: 2, database: { password: config.requireSecret("password") } }
     */
    values?: pulumi.Input<Record<string, unknown>> | undefined;
    /**
     * Values in the grammar of `helm --set`, over `values`; later ones over earlier ones. Not for secrets: those go into
     * `values`, as Outputs.
     *
     * @example set: ["service.type=NodePort", "hosts[0].name=a.example,tags={a,b}"]
     * @example set: [pulumi.interpolate`image.tag=${version}`]
     */
    set?: pulumi.Input<pulumi.Input<string>[]> | undefined;
    /**
     * Whether to wait until what the release made works: Deployments, StatefulSets, DaemonSets, and volume claims.
     * Default: true. With `false` the resource is there as soon as Helm has applied its objects.
     */
    wait?: pulumi.Input<boolean> | undefined;
    /**
     * Whether Helm takes back an installation or an upgrade that does not become available in time, as `helm --atomic`.
     * Helm then waits by itself until the time is up; what cannot work is told at once all the same. Default: false.
     */
    atomic?: pulumi.Input<boolean> | undefined;
    /** Whether to wait until Jobs of the release have completed too, as `helm --wait-for-jobs`. Default: false. */
    waitForJobs?: pulumi.Input<boolean> | undefined;
    /** Whether to wait until Services of type LoadBalancer have an address too. Default: false. */
    waitForLoadBalancers?: pulumi.Input<boolean> | undefined;
    /** Whether to leave out the CustomResourceDefinitions in the chart's `crds` folder. Default: false. */
    skipCrds?: pulumi.Input<boolean> | undefined;
    /** How many revisions Helm keeps, 0 for all of them. Default: 10, as Helm's command line. */
    historyLimit?: pulumi.Input<number> | undefined;
    /** How long to wait until what the release made works, in seconds. Default: 300. */
    timeoutSeconds?: pulumi.Input<number> | undefined;
    /**
     * Adjusts what the release is made with, where no argument does: a part of the arguments of
     * `kubernetes.helm.v3.Release` that is laid over them, or a function that gets them and returns them as they are to be,
     * or changes them where they are. Default: none.
     *
     * @example transform: { disableWebhooks: true }
     * @example transform: (release) => ({ ...release, disableWebhooks: true })
     */
    transform?: Transform<kubernetes.helm.v3.ReleaseArgs> | undefined;
}
