import type * as pulumi from "@pulumi/pulumi";
import { clusterRule } from "../cluster/cluster-core";
import { transformRule } from "../cluster/transform";
import {
    anything,
    boolean,
    checkArguments,
    dnsLabel,
    existingFile,
    integer,
    listOf,
    nonBlank,
    optional,
    plain,
    recordOf,
    refined,
    relation,
    type Relation,
    secret,
    seconds,
} from "../validation";
import { orAsset } from "../assets";
import { chartRelation, repository } from "./chart-source";
import { type HelmReleaseArgs } from "./helm-release-args";
import { setEntry } from "./set-entry";

/** The checked arguments of a release. */
export type CheckedReleaseArgs = HelmReleaseArgs & { releaseName: pulumi.Input<string> };

/** Helm accepts DNS labels of at most 53 characters, because object names begin with the release's name. */
const releaseNameRule = refined(dnsLabel, (value: string, path) =>
    value.length <= 53 ? [] : [{ path, message: "must have at most 53 characters (Helm's limit)" }],
);

/**
 * Checks the arguments and throws if they cannot work, before anything is created. Outputs are checked as soon as they
 * are known.
 */
export function checkHelmReleaseArgs(name: string, args: HelmReleaseArgs): CheckedReleaseArgs {
    // `checkArguments` refuses missing arguments.
    const releaseName = (args as HelmReleaseArgs | null)?.releaseName ?? name;
    return checkArguments<HelmReleaseArgs>(
        "HelmRelease",
        name,
        { ...args, releaseName },
        {
            cluster: plain(clusterRule),
            chart: orAsset(nonBlank, "FileArchive"),
            repo: optional(repository),
            username: optional(nonBlank),
            password: optional(secret(nonBlank)),
            caFile: optional(existingFile),
            certFile: optional(existingFile),
            keyFile: optional(existingFile),
            version: optional(nonBlank),
            namespace: optional(dnsLabel),
            createNamespace: optional(boolean),
            releaseName: releaseNameRule,
            valuesFiles: optional(listOf(orAsset(existingFile, "FileAsset", "StringAsset"))),
            values: optional(recordOf(anything)),
            set: optional(listOf(setEntry)),
            wait: optional(boolean),
            atomic: optional(boolean),
            waitForJobs: optional(boolean),
            waitForLoadBalancers: optional(boolean),
            skipCrds: optional(boolean),
            historyLimit: optional(integer(0)),
            timeoutSeconds: optional(seconds),
            transform: optional(transformRule),
        },
        () => [chartRelation(args), ...waitRelations(args)],
    ) as CheckedReleaseArgs;
}

function waitRelations({ wait, atomic, waitForJobs, waitForLoadBalancers }: HelmReleaseArgs): Relation[] {
    return Object.entries({ atomic, waitForJobs, waitForLoadBalancers }).map(([path, value]) =>
        relation({ wait, value }, (known) =>
            known.wait === false && known.value === true ? [{ path, message: "does not go with wait: false" }] : [],
        ),
    );
}
