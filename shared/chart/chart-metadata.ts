import { decodeText } from "../yaml/decode-text";
import { readDocuments } from "../yaml/read-yaml";
import { isTree, type Tree } from "../yaml/tree";
import { ChartProblem } from "./chart-problem";

/** The fields of a chart that Helm checks before it installs the chart. */
export interface ChartMetadata {
    name: string;
    /** `application` or `library`. Empty if the chart does not say. */
    type: string;
    /** The names of the charts that `charts` has to contain. */
    dependencies: string[];
}

/** Versions that Helm accepts: also with a leading `v`, or with fewer than three numbers. */
const version = /^v?\d+(\.\d+)?(\.\d+)?(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$/;

/**
 * Reads `Chart.yaml`, and the `requirements.yaml` of an older chart.
 *
 * @throws ChartProblem if Helm would not accept the files.
 */
export function chartMetadata(chartFile: Uint8Array, requirements: Uint8Array | undefined): ChartMetadata {
    const fields = mapIn(chartFile, "Chart.yaml");
    const own = field(fields, "dependencies");
    const older = requirements && field(mapIn(requirements, "requirements.yaml"), "dependencies");
    const metadata = {
        name: textOf(fields, "name"),
        type: textOf(fields, "type"),
        dependencies: namesIn(older ?? own),
    };
    if (metadata.name === "") throw new ChartProblem("has a Chart.yaml without name");
    if (/[/\\]/.test(metadata.name)) throw new ChartProblem("has a Chart.yaml with a slash in name");
    if (textOf(fields, "version") === "") throw new ChartProblem("has a Chart.yaml without version");
    if (!version.test(textOf(fields, "version"))) {
        throw new ChartProblem("has a Chart.yaml whose version is no semantic version, such as 1.2.3");
    }
    if (!["", "application", "library"].includes(metadata.type)) {
        throw new ChartProblem("has a Chart.yaml whose type is neither application nor library");
    }
    return metadata;
}

/**
 * Returns the mapping in the first YAML document of a chart's file; an empty mapping for an empty file.
 *
 * @throws ChartProblem
 */
export function mapIn(bytes: Uint8Array, name: string): Tree {
    const decoded = decodeText(bytes);
    if ("problem" in decoded) throw new ChartProblem(`has ${name}, which ${decoded.problem}`);
    const [document] = readDocuments(decoded.text);
    const mistake = document?.mistakes[0];
    // A document with mistakes can still have a value: Helm accepts duplicate keys.
    if (document?.value === undefined && mistake) {
        const line = decoded.text.slice(0, mistake.offset).split("\n").length;
        throw new ChartProblem(`has ${name}, which is no YAML: line ${line}: it has ${mistake.what}`);
    }
    const value = document?.value ?? {};
    if (!isTree(value)) throw new ChartProblem(`has ${name}, which is no map`);
    return value;
}

/** Looks a field up as Go does: by the exact name first, then by a name that differs only in case. */
function field(fields: Tree, name: string): unknown {
    if (Object.hasOwn(fields, name)) return fields[name];
    return Object.entries(fields).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}

/** Returns a field as text. Helm accepts numbers and booleans where it expects text. */
function textOf(fields: Tree, name: string): string {
    const value = (field(fields, name) ?? "") as string | number | boolean | object;
    if (typeof value === "object") throw new ChartProblem(`has a Chart.yaml in which a ${name} is no text`);
    return String(value);
}

function namesIn(dependencies: unknown): string[] {
    const maps = Array.isArray(dependencies) ? dependencies.filter(isTree) : [];
    return maps.map((one) => textOf(one, "name"));
}
