import { existsSync, statSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { isLocalChart } from "../../shared/chart/local-chart";
import { type Chart, loadChart } from "../../shared/chart/load-chart";
import { decodeText } from "../../shared/yaml/decode-text";
import { readTaken } from "../../shared/yaml/read-yaml";
import { type Api, mergePatch } from "../kubernetes/api";
import { find } from "../kubernetes/list";
import { releaseRecords } from "./release-records";
import { decodeRelease } from "./stored-release";

/** The part of a release's inputs that says which chart it installs. */
export interface ChartOfRelease {
    name: string;
    namespace: string;
    chart: string;
    /** Whether the name of the chart is a secret. */
    isSecret?: boolean;
}

interface Definition {
    apiVersion?: string;
    kind?: string;
    metadata?: { name?: string };
    spec?: object;
}

interface ChartDefinition {
    definition: Definition;
    /** The path in the chart. */
    file: string;
    /** The dependency of the chart that contains the definition; dependencies may be switched off. */
    dependency?: string;
}

interface ChartFile {
    name: string;
    data: Uint8Array;
}

const lookMs = 10_000;
const kind = "CustomResourceDefinition";
const collection = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

/**
 * Returns a warning when definitions in a chart's `crds` differ from the cluster's: Helm installs them once, and
 * neither changes them later nor reports that. Returns undefined when the cluster has them all as in the chart.
 */
export async function outdatedDefinitions(api: Api, release: ChartOfRelease): Promise<string | undefined> {
    const signal = AbortSignal.timeout(lookMs);
    const outdated: ChartDefinition[] = [];
    const lines: string[] = [];
    for (const one of await chartDefinitions(api, release, signal)) {
        const state = await liveState(api, one.definition, signal);
        if (state === "same" || (state === "missing" && one.dependency !== undefined)) continue;
        outdated.push(one);
        lines.push(`  ${nameOf(one)} is ${state === "missing" ? "not in the cluster" : "another one in the cluster"}`);
    }
    if (lines.length === 0) return undefined;
    return [
        `The chart of the release ${release.name} has definitions that the cluster does not have:`,
        ...lines,
        "Helm installs what is in a chart's folder crds where it is not there yet, and never changes it.",
        `Next: ${remedy(release, outdated)}`,
    ].join("\n");
}

function nameOf({ definition, file, dependency }: ChartDefinition): string {
    const where = dependency === undefined ? file : `${file} of ${dependency}`;
    return `${kind} ${definition.metadata?.name ?? ""} (${where})`;
}

const apply = "kubectl apply --server-side --force-conflicts";

/**
 * Returns the next step. It is not `helm show crds`, which prints the files one after the other: without a line `---`
 * between them, they are one document.
 */
function remedy({ chart, isSecret }: ChartOfRelease, outdated: ChartDefinition[]): string {
    const isFolder = isLocalChart(chart) && statSync(chart, { throwIfNoEntry: false })?.isDirectory();
    if (isFolder && !isSecret && outdated.every(({ dependency }) => dependency === undefined)) {
        const files = [...new Set(outdated.map(({ file }) => file))];
        return `${apply} ${files.map((file) => `-f ${chart.replace(/\/+$/, "")}/${file}`).join(" ")}`;
    }
    return `unpack the chart and what it depends on (helm pull --untar, tar -xf), then apply these files: ${apply} -f <file>`;
}

/**
 * Returns the definitions in a local chart, or in the files that Helm has stored of any other chart, which are without
 * those of its dependencies.
 */
async function chartDefinitions(api: Api, release: ChartOfRelease, signal: AbortSignal): Promise<ChartDefinition[]> {
    const { chart, name, namespace } = release;
    if (isLocalChart(chart) && existsSync(chart)) return definitionsOf(loadChart(chart));
    const [newest] = await releaseRecords(api, namespace, name, signal);
    const files = decodeRelease(newest?.data?.["release"] ?? "").chart?.files ?? [];
    return definitionsIn(files.map((file) => ({ name: file.name, data: Buffer.from(file.data ?? "", "base64") })));
}

function definitionsOf({ files, dependencies }: Chart, dependency?: string): ChartDefinition[] {
    const below = dependencies.flatMap((chart) => definitionsOf(chart, chart.metadata.name));
    return [...definitionsIn(files, dependency), ...below];
}

function definitionsIn(files: ChartFile[], dependency?: string): ChartDefinition[] {
    return files
        .filter(({ name }) => /^crds\/.*\.(ya?ml|json)$/i.test(name))
        .flatMap(({ name: file, data }) => objectsIn(data).map((definition) => ({ definition, file, dependency })))
        .filter(({ definition }) => definition.kind === kind && definition.apiVersion === "apiextensions.k8s.io/v1");
}

function objectsIn(data: Uint8Array): Definition[] {
    const decoded = decodeText(data);
    const objects = "text" in decoded ? (readTaken(decoded.text) as (Definition | null)[]) : [];
    return objects.filter((object) => object !== null);
}

/** Compares the chart's definition with the live one by a dry run, because the API server adds defaults to it. */
async function liveState(
    api: Api,
    { metadata, spec }: Definition,
    signal: AbortSignal,
): Promise<"same" | "other" | "missing"> {
    const path = `${collection}/${encodeURIComponent(metadata?.name ?? "")}`;
    const live = await find<Definition>(api, path, { signal });
    if (!live) return "missing";
    const options = { query: { dryRun: "All" }, body: { spec }, contentType: mergePatch, signal };
    const wanted = await api.request<Definition>("PATCH", path, options);
    return isDeepStrictEqual(wanted.spec, live.spec) ? "same" : "other";
}
