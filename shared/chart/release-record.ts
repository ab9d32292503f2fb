import { gzipSync } from "node:zlib";
import { type Chart } from "./load-chart";

/** What Kubernetes takes in one Secret, in which Helm keeps a revision of a release. */
export const largestRecord = 2 ** 20;

/**
 * How long Helm's record of a release is at least: the chart's files are in it, but for those of its dependencies, in base64 in
 * JSON, zipped, and in base64 again. Values and what the templates make of them come on top, and are not known here.
 */
export function leastRecordSize({ files }: Chart): number {
    const stored = files.filter(({ name }) => !name.startsWith("charts/") && name !== "Chart.yaml");
    const size = stored.reduce((sum, { data }) => sum + data.length, 0);
    // What is not compressed at all grows by a third.
    if (size < largestRecord / 2) return 0;
    const json = JSON.stringify(
        stored.map(({ name, data }) =>
            name === "values.yaml" ? "" : { name, data: Buffer.from(data).toString("base64") },
        ),
    );
    return Math.ceil(gzipSync(json, { level: 9 }).length / 3) * 4;
}
