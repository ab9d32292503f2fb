import { existsSync } from "node:fs";
import { type Problem, relation, type Relation, text } from "../validation";
import { assetKind } from "../assets";
import { chartProblem } from "../../../shared/chart/check-chart";
import { isLocalChart } from "../../../shared/chart/local-chart";
import { type HelmReleaseArgs } from "./helm-release-args";

const fileArguments = ["caFile", "certFile", "keyFile"] as const;
const accessArguments = ["username", "password", ...fileArguments] as const;
type AccessArgument = (typeof accessArguments)[number];

/** Which of the arguments that depend on the kind of chart are given. Their values do not matter. */
type Given = Record<"repo" | AccessArgument, boolean>;

const withoutLogin =
    "needs username and password too: without them the Kubernetes provider does not use it for a registry. " +
    "Where the registry wants no login, give any";

/** Accepts the URL of a chart repository. */
export const repository = text("the http(s) URL of a chart repository", (value) => /^https?:\/\/[^/]+/.test(value));

/** Returns the relation between the chart and the arguments that say where it comes from. */
export function chartRelation(args: HelmReleaseArgs): Relation {
    const { chart } = args;
    const updates = updatesDependencies(args.transform);
    const given = Object.fromEntries(
        ["repo", ...accessArguments].map((name) => [name, args[name as keyof Given] !== undefined]),
    ) as Given;
    return relation({ chart, given }, (known) =>
        assetKind(known.chart) === undefined
            ? chartProblems(known.chart as string, known.given, updates)
            : besideLocalChart(known.given, "which is an archive"),
    );
}

/**
 * Returns the problems with a local chart or its path.
 *
 * @param hidden whether the path is a secret, which messages must not show.
 */
export function localChartProblems(chart: string, updates: boolean, hidden = false): Problem[] {
    const shown = hidden ? "(secret)" : chart;
    if (!existsSync(chart)) {
        return [{ path: "chart", message: `is ${shown}, but no such folder or archive exists` }];
    }
    const problem = chartProblem(chart, updates);
    if (problem === undefined) return [];
    const why = hidden ? "is none that Helm takes; as its path is a secret, the reason is not shown" : problem;
    return [{ path: "chart", message: `is ${shown}, which ${why}` }];
}

/** Returns whether the Kubernetes provider is told to fetch a chart's dependencies, which may be missing then. */
export function updatesDependencies(transform: HelmReleaseArgs["transform"]): boolean {
    // What a function returns is not known before the release's arguments are.
    return typeof transform === "function" || (transform?.dependencyUpdate ?? false) !== false;
}

function chartProblems(chart: string, given: Given, updates: boolean): Problem[] {
    if (isLocalChart(chart)) {
        return [...(given.repo ? [] : localChartProblems(chart, updates)), ...besideLocalChart(given, chart)];
    }
    const inRegistry = chart.startsWith("oci://");
    const place: Problem[] =
        inRegistry && given.repo
            ? [{ path: "repo", message: `does not go with the OCI reference ${chart}` }]
            : !inRegistry && !given.repo
              ? [{ path: "chart", message: nameAlone(chart) }]
              : [];
    return [...place, ...accessProblems(given, inRegistry)];
}

function nameAlone(chart: string): string {
    if (chart.startsWith("~")) return `is "${chart}": only a shell knows ~; give the whole path`;
    if (/^https?:/.test(chart))
        return `is "${chart}", a URL: give its repository as repo, or a file that you have fetched`;
    if (existsSync(chart)) return `is "${chart}", a name: write "./${chart}" for what is there`;
    return `is "${chart}", a name: give the repo it is in, an oci:// reference, or a path that begins with "./"`;
}

function besideLocalChart(given: Given, shown: string): Problem[] {
    const repo = given.repo ? [{ path: "repo", message: `does not go with the local chart ${shown}` }] : [];
    return [...repo, ...accessProblems(given, false)];
}

function accessProblems(given: Given, inRegistry: boolean): Problem[] {
    const those = (names: readonly AccessArgument[]) => names.filter((name) => given[name]);
    if (!given.repo && !inRegistry) {
        return those(accessArguments).map((path) => ({ path, message: "only goes with repo or an OCI reference" }));
    }
    const missing = (path: AccessArgument, other: AccessArgument) =>
        given[path] && !given[other] ? [{ path, message: `needs ${other} too` }] : [];
    const unused = inRegistry && !given.username && !given.password ? those(fileArguments) : [];
    return [
        ...missing("username", "password"),
        ...missing("password", "username"),
        ...missing("certFile", "keyFile"),
        ...missing("keyFile", "certFile"),
        ...unused.map((path) => ({ path, message: withoutLogin })),
    ];
}
