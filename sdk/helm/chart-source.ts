import { existsSync } from "node:fs";
import { type HelmReleaseArgs } from "./helm-release-args";
import { type Problem, shownValue } from "../validation";

const accessArguments = ["username", "password", "caFile", "certFile", "keyFile"] as const;

type ChartSource = Pick<HelmReleaseArgs, "chart" | "repo" | (typeof accessArguments)[number]>;

/** Whether a chart is named by a path; anything else is a name in a repository or an OCI reference. */
export function isLocalChart(chart: string): boolean {
    return /^(\.|\/|[a-zA-Z]:[\\/])/.test(chart);
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
    if (chart.startsWith("oci://")) {
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
    const given = accessArguments.filter((name) => args[name] !== undefined);
    if (args.repo === undefined) {
        const hint = args.chart.startsWith("oci://") ? ": for a registry, run helm registry login before pulumi" : "";
        return given.map((path) => ({ path, message: `only goes with repo${hint}` }));
    }
    const missing = (path: (typeof accessArguments)[number], other: (typeof accessArguments)[number]) =>
        args[path] !== undefined && args[other] === undefined ? [{ path, message: `needs ${other} too` }] : [];
    return [
        ...missing("username", "password"),
        ...missing("password", "username"),
        ...missing("certFile", "keyFile"),
        ...missing("keyFile", "certFile"),
    ];
}
