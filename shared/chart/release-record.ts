import { gzipSync } from "node:zlib";
import { type Chart } from "./load-chart";

/** The largest Secret that Kubernetes accepts. Helm stores each revision of a release in one. */
export const largestRecord = 2 ** 20;

/**
 * Returns the least size of Helm's record of a release. Helm encodes the chart's files, without those of its
 * dependencies, in base64 in JSON, compresses the JSON and encodes it in base64 again. The values and the rendered
 * templates add to the size and are not known here.
 */
export function leastRecordSize({ files }: Chart): number {
    const stored = files.filter(({ name }) => !name.startsWith("charts/") && name !== "Chart.yaml");
    const size = stored.reduce((sum, { data }) => sum + data.length, 0);
    // Files that do not compress at all grow by a third.
    if (size < largestRecord / 2) return 0;
    const json = JSON.stringify(
        stored.map(({ name, data }) =>
            name === "values.yaml" ? "" : { name, data: Buffer.from(data).toString("base64") },
        ),
    );
    return Math.ceil(gzipSync(json, { level: 9 }).length / 3) * 4;
}
