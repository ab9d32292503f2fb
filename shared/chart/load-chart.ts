import { readFileSync, statSync } from "node:fs";
import { archiveFiles } from "./chart-archive";
import { type ChartFile } from "./chart-file";
import { folderFiles } from "./chart-folder";
import { chartMetadata, mapIn, type ChartMetadata } from "./chart-metadata";
import { ChartProblem, codeOf } from "./chart-problem";

/** A chart as Helm reads it. */
export interface Chart {
    metadata: ChartMetadata;
    files: ChartFile[];
    /** The charts in its folder `charts`. */
    dependencies: Chart[];
}

/**
 * Loads the chart in a folder or archive.
 *
 * @throws ChartProblem if Helm would not read the chart.
 */
export function loadChart(path: string): Chart {
    return chartIn(statSync(path).isDirectory() ? folderFiles(path) : archiveFiles(archiveAt(path)));
}

function archiveAt(path: string): Uint8Array {
    if (!statSync(path).isFile()) throw new ChartProblem("is neither a folder nor an archive");
    try {
        return readFileSync(path);
    } catch (error) {
        throw new ChartProblem(`cannot be read: ${codeOf(error)}`, { cause: error });
    }
}

function chartIn(files: ChartFile[]): Chart {
    const dataOf = (name: string) => files.findLast((file) => file.name === name)?.data;
    const chartFile = dataOf("Chart.yaml");
    if (!chartFile) throw new ChartProblem("has no Chart.yaml");
    const metadata = chartMetadata(chartFile, dataOf("requirements.yaml"));
    const values = dataOf("values.yaml");
    if (values) mapIn(values, "values.yaml");
    return { metadata, files, dependencies: dependenciesIn(files) };
}

/** Loads the charts in the folder `charts`, which are folders or archives. */
function dependenciesIn(files: ChartFile[]): Chart[] {
    const below = files
        .filter(({ name }) => name.startsWith("charts/") && !name.endsWith(".prov"))
        .map(({ name, data }) => ({ name: name.slice("charts/".length), data }));
    const charts = Map.groupBy(below, ({ name }) => name.split("/")[0] ?? "");
    return [...charts].filter(([name]) => !/^[_.]/.test(name)).map(([name, own]) => dependency(name, own));
}

function dependency(name: string, files: ChartFile[]): Chart {
    try {
        if (name.endsWith(".tgz")) return chartIn(archiveFiles(files[0]?.data ?? new Uint8Array()));
        const own = files.filter((file) => file.name.includes("/"));
        return chartIn(own.map((file) => ({ ...file, name: file.name.slice(name.length + 1) })));
    } catch (error) {
        if (!(error instanceof ChartProblem)) throw error;
        throw new ChartProblem(`has charts/${name}, which ${error.message}`, { cause: error });
    }
}
