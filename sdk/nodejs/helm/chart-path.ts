import * as pulumi from "@pulumi/pulumi";
import { ArgumentError, isDeferred, whenKnown } from "../validation";
import { assetKind } from "../assets";
import { chartHash } from "./chart-hash";
import { isLocalChart } from "../../../shared/chart/local-chart";
import { localChartProblems } from "./chart-source";
import type { HelmReleaseArgs } from "./helm-release-args";

/**
 * Returns the chart in the form for Helm: a name, an OCI reference or a path. Plain text stays plain.
 *
 * @param updates whether dependencies may be missing, because they are fetched.
 */
export function chartReference(
    release: string,
    chart: HelmReleaseArgs["chart"],
    updates = false,
): pulumi.Input<string> {
    if (!isDeferred(chart) && assetKind(chart) === undefined) return chart as string;
    const output: pulumi.Output<unknown> = pulumi.output(chart as unknown);
    return output.apply(async (known) => {
        if (assetKind(known) === undefined) return known as string;
        const { path } = known as { path: string };
        const problems = localChartProblems(path, updates, await pulumi.isSecret(output));
        if (problems.length > 0) throw new ArgumentError("HelmRelease", release, problems);
        // A FileArchive is always a path; Helm takes it for one only if it begins like one.
        return isLocalChart(path) ? path : `./${path}`;
    });
}

/**
 * Returns a local chart's hash as a part of the release's description. The provider compares arguments and not a
 * chart's files; the hash makes it notice a change of the files.
 */
export function chartFiles(chart: pulumi.Input<string>): pulumi.Input<string> {
    return whenKnown(chart, (known) => (isLocalChart(known) ? `, chart files ${chartHash(known)}` : ""));
}
