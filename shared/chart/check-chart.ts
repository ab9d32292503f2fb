import { ChartProblem } from "./chart-problem";
import { loadChart, type Chart } from "./load-chart";
import { largestRecord, leastRecordSize } from "./release-record";

/**
 * Returns why Helm would not install a local chart, or undefined if no problem is known. The message continues a
 * sentence that begins with the chart's path.
 *
 * @param updatesDependencies whether Helm is told to fetch missing dependencies.
 */
export function chartProblem(path: string, updatesDependencies: boolean): string | undefined {
    try {
        const chart = loadChart(path);
        return typeProblem(chart) ?? (updatesDependencies ? undefined : missing(chart, path)) ?? sizeProblem(chart);
    } catch (error) {
        if (error instanceof ChartProblem) return error.message;
        throw error;
    }
}

function typeProblem({ metadata }: Chart): string | undefined {
    if (metadata.type !== "library") return undefined;
    return "is a library chart, which has nothing to install: name it in the dependencies of a chart that uses it";
}

function missing({ metadata, dependencies }: Chart, path: string): string | undefined {
    const there = dependencies.map((chart) => chart.metadata.name);
    const lacking = metadata.dependencies.filter((name) => !there.includes(name));
    if (lacking.length === 0) return undefined;
    return `lacks ${lacking.join(", ")} in its folder charts, though it depends on it: run helm dependency build ${path}`;
}

function sizeProblem(chart: Chart): string | undefined {
    const size = leastRecordSize(chart);
    if (size <= largestRecord) return undefined;
    const megabytes = (size / 2 ** 20).toFixed(1);
    return `is too large: Helm stores a chart's files with each release in a Secret, which takes 1 MiB, and these are ${megabytes} MiB when zipped: name what no template uses in .helmignore, or pack the archive without it`;
}
