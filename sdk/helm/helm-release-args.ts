import type * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { type Cluster } from "../cluster/cluster";
import { clusterRule } from "../cluster/cluster-rule";
import { type Transform } from "../cluster/transform";
import { chartProblems, repository } from "./chart-source";
import { setEntry } from "./set/entry";
import {
    anything,
    boolean,
    checkArguments,
    dnsLabel,
    existingFile,
    func,
    input,
    integer,
    listOf,
    nonBlank,
    optional,
    type Problem,
    recordOf,
    secret,
    seconds,
} from "../validation";

/** The arguments of a {@link HelmRelease}. */
export interface HelmReleaseArgs {
    /** The cluster to install into. A change replaces the release. */
    cluster: Cluster;
    /**
     * The chart: a local folder or archive, by a path that begins with `.` or `/`; a name in `repo`; or an OCI
     * reference (`oci://…`). A change in a local folder's files is an upgrade of the release.
     */
    chart: string;
    /** URL of the chart repository (`https://…`). Default: none, `chart` is local or an OCI reference. */
    repo?: string;
    /**
     * User name for a private `repo` or registry (`oci://…`); needs `password`. Default: none; for a registry, what
     * `docker login` has kept on this machine.
     */
    username?: pulumi.Input<string>;
    /** The password that goes with `username`. A secret in the state. */
    password?: pulumi.Input<string>;
    /**
     * PEM file with the certificate authorities that are trusted for the repository or registry; for a registry it
     * needs `username` and `password`. Default: those of the machine.
     */
    caFile?: string;
    /** PEM file with a client certificate; needs `keyFile`, and for a registry what `caFile` needs. */
    certFile?: string;
    /** PEM file with the key of `certFile`. */
    keyFile?: string;
    /** Version of the chart. Default: the newest; pin it, else two machines install different charts. */
    version?: string;
    /** Namespace to install into. Default: `default`. A change replaces the release. */
    namespace?: string;
    /** Whether to make the namespace where it does not exist. Default: true. */
    createNamespace?: boolean;
    /** The release's name in Helm. Default: the resource's name. A change replaces the release. */
    releaseName?: string;
    /** Files with values, later ones over earlier ones. */
    valuesFiles?: string[];
    /** Values over those of the files; maps are merged, anything else is replaced, `null` removes a chart's default. */
    values?: Record<string, unknown>;
    /**
     * Values in the grammar of `helm --set`, over `values`; later ones over earlier ones. Not for secrets: those go into
     * `values`, as Outputs.
     *
     * @example set: ["service.type=NodePort", "hosts[0].name=a.example,tags={a,b}"]
     */
    set?: string[];
    /**
     * Whether to wait until what the release made works: Deployments, StatefulSets, DaemonSets, and volume claims.
     * Default: true. With `false` the resource is there as soon as Helm has applied its objects.
     */
    wait?: boolean;
    /**
     * Whether Helm takes back an installation or an upgrade that does not become available in time, as `helm --atomic`.
     * Helm then waits by itself until the time is up; what cannot work is told at once all the same. Default: false.
     */
    atomic?: boolean;
    /** Whether to wait until Jobs of the release have completed too, as `helm --wait-for-jobs`. Default: false. */
    waitForJobs?: boolean;
    /** Whether to wait until Services of type LoadBalancer have an address too. Default: false. */
    waitForLoadBalancers?: boolean;
    /** Whether to leave out the CustomResourceDefinitions in the chart's `crds` folder. Default: false. */
    skipCrds?: boolean;
    /** How many revisions Helm keeps, 0 for all of them. Default: 10, as Helm's command line. */
    historyLimit?: number;
    /** How long to wait until what the release made works, in seconds. Default: 300. */
    timeoutSeconds?: number;
    /**
     * Adjusts what the release is made with, where no argument does: it gets the arguments of
     * `kubernetes.helm.v3.Release` and returns them as they are to be. Default: none.
     *
     * @example transform: (release) => ({ ...release, disableWebhooks: true })
     */
    transform?: Transform<kubernetes.helm.v3.ReleaseArgs>;
}

/** Refuses arguments that cannot work, before anything is made. */
export function checkHelmReleaseArgs(name: string, args: HelmReleaseArgs): void {
    const releaseName = args.releaseName ?? name;
    checkArguments<HelmReleaseArgs>(
        "HelmRelease",
        name,
        { ...args, releaseName },
        {
            cluster: clusterRule,
            chart: nonBlank,
            repo: optional(repository),
            username: optional(input(nonBlank)),
            password: optional(secret(input(nonBlank))),
            caFile: optional(existingFile),
            certFile: optional(existingFile),
            keyFile: optional(existingFile),
            version: optional(nonBlank),
            namespace: optional(dnsLabel),
            createNamespace: optional(boolean),
            releaseName: releaseNameRule,
            valuesFiles: optional(listOf(existingFile)),
            values: optional(recordOf(anything)),
            set: optional(listOf(setEntry)),
            wait: optional(boolean),
            atomic: optional(boolean),
            waitForJobs: optional(boolean),
            waitForLoadBalancers: optional(boolean),
            skipCrds: optional(boolean),
            historyLimit: optional(integer(0)),
            timeoutSeconds: optional(seconds),
            transform: optional(func),
        },
        () => [...chartProblems(args), ...waitProblems(args)],
    );
}

function waitProblems({ wait, atomic, waitForJobs, waitForLoadBalancers }: HelmReleaseArgs): Problem[] {
    if (wait !== false) return [];
    return Object.entries({ atomic, waitForJobs, waitForLoadBalancers })
        .filter(([, value]) => value === true)
        .map(([path]) => ({ path, message: "does not go with wait: false" }));
}

/** Helm allows DNS labels of at most 53 characters, because object names begin with it. */
function releaseNameRule(value: unknown, path: string): Problem[] {
    const problems = dnsLabel(value, path);
    if (problems.length > 0 || (value as string).length <= 53) return problems;
    return [{ path, message: "must have at most 53 characters (Helm's limit)" }];
}
