import { readFileSync } from "node:fs";
import { LineCounter, parseDocument } from "yaml";
import { ArgumentError } from "../validation";
import { circularAliases } from "../yaml/circular-aliases";
import { kubernetesYaml } from "../yaml/kubernetes-yaml";
import { nonTextKeys } from "../yaml/non-text-keys";
import { type Values } from "./values";

/** The values in a file; an empty file has none. */
export function readValuesFile(release: string, path: string): Values {
    const lines = new LineCounter();
    const document = parseDocument(readFileSync(path, "utf8"), { ...kubernetesYaml, lineCounter: lines });
    const refuse = (message: string) => new ArgumentError("HelmRelease", release, [{ path: "valuesFiles", message }]);
    const [error] = document.errors;
    if (error)
        throw refuse(`has ${path}, which is no YAML: line ${lines.linePos(error.pos[0]).line}: ${error.message}`);
    if (nonTextKeys(document).length > 0) throw refuse(`has ${path}, which has a key that is no text`);
    if (circularAliases(document).length > 0) throw refuse(`has ${path}, which has an alias within what it stands for`);
    let values: unknown;
    try {
        values = document.toJS();
    } catch (unresolved) {
        throw refuse(`has ${path}, which is no YAML: ${(unresolved as Error).message}`);
    }
    if (values === null || values === undefined) return {};
    if (typeof values !== "object" || Array.isArray(values)) throw refuse(`has ${path}, which holds no map of values`);
    return values as Values;
}
