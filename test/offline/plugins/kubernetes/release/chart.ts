import { stat } from "node:fs/promises";
import { parse } from "yaml";
import { type JsonObject, listAt, textAt } from "../json";
import { chartArguments } from "./chart-source";
import { type HelmCli, HelmError } from "./helm-cli";
import type { ReleaseInputs } from "./release-inputs";

/** The chart's metadata; a chart that cannot be found, or lacks its dependencies, is an error. */
export async function loadChart(helm: HelmCli, release: ReleaseInputs): Promise<JsonObject> {
    const metadata = await showChart(helm, release);
    if (listAt(metadata, "dependencies").length > 0 && (await isFolder(release.chart))) {
        await completeDependencies(helm, release);
    }
    return metadata;
}

async function showChart(helm: HelmCli, release: ReleaseInputs): Promise<JsonObject> {
    return parse(await helm.offline(["show", "chart", ...chartArguments(release)], "", release)) as JsonObject;
}

async function completeDependencies(helm: HelmCli, { chart, dependencyUpdate }: ReleaseInputs): Promise<void> {
    const missing = missingIn(await helm.offline(["dependency", "list", chart]));
    if (missing.length === 0) {
        return;
    }
    if (!dependencyUpdate) {
        throw new HelmError(`found in Chart.yaml, but missing in charts/ directory: ${missing.join(", ")}`);
    }
    await helm.offline(["dependency", "update", chart]);
}

function missingIn(table: string): string[] {
    return table
        .split("\n")
        .map((line) => line.split("\t").map((cell) => cell.trim()))
        .filter((cells) => cells.at(-1) === "missing" || cells.at(-2) === "missing")
        .map(([name = ""]) => name);
}

export function assertInstallable(metadata: JsonObject): void {
    const type = textAt(metadata, "type");
    if (type !== "" && type !== "application") {
        throw new HelmError(`${type} charts are not installable`);
    }
}

async function isFolder(path: string): Promise<boolean> {
    return stat(path).then(
        (entry) => entry.isDirectory(),
        () => false,
    );
}
