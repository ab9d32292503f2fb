import { existsSync } from "node:fs";
import { type Problem, relation, type Relation, text } from "../validation";
import { assetKind } from "../assets";
import { type HelmReleaseArgs } from "./helm-release-args";

const fileArguments = ["caFile", "certFile", "keyFile"] as const;
const accessArguments = ["username", "password", ...fileArguments] as const;
type AccessArgument = (typeof accessArguments)[number];

/** Which of the arguments beside the chart are given; what they are does not matter. */
type Given = Record<"repo" | AccessArgument, boolean>;

const withoutLogin =
    "needs username and password too: without them the Kubernetes provider does not use it for a registry. " +
    "Where the registry wants no login, give any";

/** The URL of a chart repository. */
export const repository = text("the http(s) URL of a chart repository", (value) => /^https?:\/\/[^/]+/.test(value));

/** Whether a chart is named by a path; anything else is a name in a repository or an OCI reference. */
export function isLocalChart(chart: string): boolean {
    return /^(\.|\/|[a-zA-Z]:[\\/])/.test(chart);
}

/** What has to hold between the chart and what says where it comes from. */
export function chartRelation(args: HelmReleaseArgs): Relation {
    const { chart } = args;
    const given = Object.fromEntries(
        ["repo", ...accessArguments].map((name) => [name, args[name as keyof Given] !== undefined]),
    ) as Given;
    return relation({ chart, given }, (known) =>
        assetKind(known.chart) === undefined
            ? chartProblems(known.chart as string, known.given)
            : besideLocalChart(known.given, "which is an archive"),
    );
}

/** What is wrong with where a local chart is. */
export function placeProblems(chart: string, shown = chart): Problem[] {
    if (existsSync(chart)) return [];
    return [{ path: "chart", message: `is ${shown}, but there is no such folder or archive` }];
}

function chartProblems(chart: string, given: Given): Problem[] {
    if (isLocalChart(chart)) {
        return [...(given.repo ? [] : placeProblems(chart)), ...besideLocalChart(given, chart)];
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
