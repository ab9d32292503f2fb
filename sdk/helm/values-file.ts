import { readFileSync } from "node:fs";
import { parseDocument } from "yaml";
import { ArgumentError } from "../validation";
import { type Values } from "./values";

/** The values in a file; an empty file has none. */
export function readValuesFile(release: string, path: string): Values {
    const document = parseDocument(readFileSync(path, "utf8"), { version: "1.2" });
    const refuse = (message: string) => new ArgumentError("HelmRelease", release, [{ path: "valuesFiles", message }]);
    const [error] = document.errors;
    if (error) throw refuse(`has ${path}, which is no YAML: ${error.message}`);
    const values: unknown = document.toJS();
    if (values === null || values === undefined) return {};
    if (typeof values !== "object" || Array.isArray(values)) throw refuse(`has ${path}, which holds no map of values`);
    return values as Values;
}
