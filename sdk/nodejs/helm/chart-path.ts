import * as pulumi from "@pulumi/pulumi";
import { ArgumentError, isDeferred, whenKnown } from "../validation";
import { assetKind } from "../assets";
import { chartHash } from "./chart-hash";
import { isLocalChart, placeProblems } from "./chart-source";
import type { HelmReleaseArgs } from "./helm-release-args";

/** The chart in Helm's words: a name, an OCI reference or a path. Text that is plain stays plain. */
export function chartReference(release: string, chart: HelmReleaseArgs["chart"]): pulumi.Input<string> {
    if (!isDeferred(chart) && assetKind(chart) === undefined) return chart as string;
    const output: pulumi.Output<unknown> = pulumi.output(chart as unknown);
    return output.apply(async (known) => {
        if (assetKind(known) === undefined) return known as string;
        return archivePath(release, (known as { path: string }).path, await pulumi.isSecret(output));
    });
}

/** The provider compares arguments, not the files of a chart: their hash in the description makes a change seen. */
export function chartFiles(chart: pulumi.Input<string>): pulumi.Input<string> {
    return whenKnown(chart, (known) => (isLocalChart(known) ? `, chart files ${chartHash(known)}` : ""));
}

/** An archive is always a path, to Helm only one that begins as one. */
function archivePath(release: string, path: string, hidden: boolean): string {
    const problems = placeProblems(path, hidden ? "(secret)" : path);
    if (problems.length > 0) throw new ArgumentError("HelmRelease", release, problems);
    return isLocalChart(path) ? path : `./${path}`;
}
