import { existsSync } from "node:fs";
import { type Cluster } from "../cluster/cluster";
import { clusterRule } from "../cluster/cluster-rule";
import {
    anything,
    boolean,
    checkArguments,
    dnsLabel,
    existingFile,
    listOf,
    nonBlank,
    optional,
    type Problem,
    recordOf,
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
    /** How long to wait until what the release made works, in seconds. Default: 300. */
    timeoutSeconds?: number;
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
            version: optional(nonBlank),
            namespace: optional(dnsLabel),
            createNamespace: optional(boolean),
            releaseName: releaseNameRule,
            valuesFiles: optional(listOf(existingFile)),
            values: optional(recordOf(anything)),
            timeoutSeconds: optional(seconds),
        },
        () => chartProblems(args),
    );
}

/** Whether a chart is named by a path; anything else is a name in a repository or an OCI reference. */
export function isLocalChart(chart: string): boolean {
    return /^(\.|\/|[a-zA-Z]:[\\/])/.test(chart);
}

function chartProblems({ chart, repo }: HelmReleaseArgs): Problem[] {
    if (isLocalChart(chart)) {
        if (repo !== undefined) return [{ path: "repo", message: `does not go with the local chart ${chart}` }];
        return existsSync(chart)
            ? []
            : [{ path: "chart", message: `is ${chart}, but there is no such folder or archive` }];
    }
    if (chart.startsWith("oci://")) {
        return repo === undefined ? [] : [{ path: "repo", message: `does not go with the OCI reference ${chart}` }];
    }
    if (repo !== undefined) return [];
    const message = `is "${chart}", a name: give the repo it is in, an oci:// reference, or a path that begins with "./"`;
    return [{ path: "chart", message }];
}

function repository(value: unknown, path: string): Problem[] {
    if (typeof value === "string" && /^https?:\/\/[^/]+/.test(value)) return [];
    return [{ path, message: `must be the http(s) URL of a chart repository, but is ${JSON.stringify(value)}` }];
}

/** Helm allows DNS labels of at most 53 characters, because object names begin with it. */
function releaseNameRule(value: unknown, path: string): Problem[] {
    const problems = dnsLabel(value, path);
    if (problems.length > 0 || (value as string).length <= 53) return problems;
    return [{ path, message: "must have at most 53 characters (Helm's limit)" }];
}
