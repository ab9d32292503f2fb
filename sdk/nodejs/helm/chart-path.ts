import * as pulumi from "@pulumi/pulumi";
import { ArgumentError, isDeferred, whenKnown } from "../validation";
import { assetKind } from "../assets";
import { chartHash } from "./chart-hash";
import { isLocalChart } from "../../../shared/chart/local-chart";
import { localChartProblems } from "./chart-source";
import type { HelmReleaseArgs } from "./helm-release-args";

/**
 * The chart in Helm's words: a name, an OCI reference or a path. Text that is plain stays plain.
 *
 * @param updates whether what it depends on may be missing, because it is fetched.
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
        // An archive is always a path, to Helm only one that begins as one.
        return isLocalChart(path) ? path : `./${path}`;
    });
}

/** The provider compares arguments, not the files of a chart: their hash in the description makes a change seen. */
export function chartFiles(chart: pulumi.Input<string>): pulumi.Input<string> {
    return whenKnown(chart, (known) => (isLocalChart(known) ? `, chart files ${chartHash(known)}` : ""));
}
