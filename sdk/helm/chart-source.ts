import { existsSync } from "node:fs";
import { type HelmReleaseArgs } from "./helm-release-args";
import { type Problem, shownValue } from "../validation";

const fileArguments = ["caFile", "certFile", "keyFile"] as const;
const accessArguments = ["username", "password", ...fileArguments] as const;
type AccessArgument = (typeof accessArguments)[number];

type ChartSource = Pick<HelmReleaseArgs, "chart" | "repo" | AccessArgument>;

const withoutLogin =
    "needs username and password too: without them the Kubernetes provider does not use it for a registry. " +
    "Where the registry wants no login, give any";

/** Whether a chart is named by a path; anything else is a name in a repository or an OCI reference. */
export function isLocalChart(chart: string): boolean {
    return /^(\.|\/|[a-zA-Z]:[\\/])/.test(chart);
}

function isInRegistry(chart: string): boolean {
    return chart.startsWith("oci://");
}

/** What is wrong with where the chart comes from. */
export function chartProblems(args: ChartSource): Problem[] {
    return [...placeProblems(args), ...accessProblems(args)];
}

function placeProblems({ chart, repo }: ChartSource): Problem[] {
    if (isLocalChart(chart)) {
        if (repo !== undefined) return [{ path: "repo", message: `does not go with the local chart ${chart}` }];
        return existsSync(chart)
            ? []
            : [{ path: "chart", message: `is ${chart}, but there is no such folder or archive` }];
    }
    if (isInRegistry(chart)) {
        return repo === undefined ? [] : [{ path: "repo", message: `does not go with the OCI reference ${chart}` }];
    }
    if (repo !== undefined) return [];
    const message = `is "${chart}", a name: give the repo it is in, an oci:// reference, or a path that begins with "./"`;
    return [{ path: "chart", message }];
}

/** A rule: the URL of a chart repository. */
export function repository(value: unknown, path: string): Problem[] {
    if (typeof value === "string" && /^https?:\/\/[^/]+/.test(value)) return [];
    return [{ path, message: `must be the http(s) URL of a chart repository, but is ${shownValue(value)}` }];
}

function accessProblems(args: ChartSource): Problem[] {
    const given = (names: readonly AccessArgument[]) => names.filter((name) => args[name] !== undefined);
    const inRegistry = isInRegistry(args.chart);
    if (args.repo === undefined && !inRegistry) {
        return given(accessArguments).map((path) => ({ path, message: "only goes with repo or an OCI reference" }));
    }
    const missing = (path: AccessArgument, other: AccessArgument) =>
        args[path] !== undefined && args[other] === undefined ? [{ path, message: `needs ${other} too` }] : [];
    const unused = inRegistry && args.username === undefined && args.password === undefined ? given(fileArguments) : [];
    return [
        ...missing("username", "password"),
        ...missing("password", "username"),
        ...missing("certFile", "keyFile"),
        ...missing("keyFile", "certFile"),
        ...unused.map((path) => ({ path, message: withoutLogin })),
    ];
}
