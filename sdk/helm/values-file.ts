import { readFileSync } from "node:fs";
import { LineCounter, parseDocument } from "yaml";
import { ArgumentError, existingFile } from "../validation";
import { type AssetContent } from "../yaml/assets";
import { circularAliases } from "../yaml/circular-aliases";
import { kubernetesYaml } from "../yaml/kubernetes-yaml";
import { nonTextKeys } from "../yaml/non-text-keys";
import { type Values } from "./values";

/** The values in a file; an empty file has none. */
export function readValuesFile(release: string, path: string): Values {
    return parseValues(release, readFileSync(path, "utf8"), path, false);
}

/** The values in what was an Output or an asset; of a secret, errors tell neither path nor content. */
export function readValuesAsset(release: string, file: string | AssetContent, hidden: boolean): Values {
    if (typeof file !== "string" && "text" in file) return parseValues(release, file.text, "a StringAsset", hidden);
    const path = typeof file === "string" ? file : file.path;
    const shown = hidden ? "a file" : path;
    if (existingFile(path, "").length === 0) return parseValues(release, readFileSync(path, "utf8"), shown, hidden);
    throw new ArgumentError("HelmRelease", release, [
        { path: "valuesFiles", message: `has ${shown}, but there is no such file` },
    ]);
}

/**
 * The values in a text; an empty one has none.
 *
 * @param shown what to call it in errors.
 * @param hidden whether it is a secret, of which errors say no more than the line.
 */
function parseValues(release: string, text: string, shown: string, hidden: boolean): Values {
    const lines = new LineCounter();
    const document = parseDocument(text, { ...kubernetesYaml, lineCounter: lines });
    const refuse = (message: string) =>
        new ArgumentError("HelmRelease", release, [{ path: "valuesFiles", message: `has ${shown}, ${message}` }]);
    const noYaml = (where: string, why: string) => refuse(`which is no YAML${where}${hidden ? "" : `: ${why}`}`);
    const [error] = document.errors;
    if (error) throw noYaml(`: line ${lines.linePos(error.pos[0]).line}`, error.message);
    if (nonTextKeys(document).length > 0) throw refuse("which has a key that is no text");
    if (circularAliases(document).length > 0) throw refuse("which has an alias within what it stands for");
    let values: unknown;
    try {
        values = document.toJS();
    } catch (unresolved) {
        throw noYaml("", (unresolved as Error).message);
    }
    if (values === null || values === undefined) return {};
    if (typeof values !== "object" || Array.isArray(values)) throw refuse("which holds no map of values");
    return values as Values;
}
