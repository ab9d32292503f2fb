import { readFileSync } from "node:fs";
import { ArgumentError, existingFile } from "../validation";
import { type AssetContent } from "../assets";
import { decodeText } from "../../../shared/yaml/decode-text";
import { readValue, YamlProblem } from "../../../shared/yaml/read-yaml";
import { type Values } from "./values";

/** Returns the values in a file; none for an empty file. */
export function readValuesFile(release: string, path: string): Values {
    return parseFile(release, path, path, false);
}

/**
 * Returns the values in a file that was an Output or an asset. If it is a secret, errors show neither its path nor its
 * mistake.
 */
export function readValuesAsset(release: string, file: string | AssetContent, hidden: boolean): Values {
    if (typeof file !== "string" && "text" in file) return parseValues(release, file.text, "a StringAsset", hidden);
    const path = typeof file === "string" ? file : file.path;
    const shown = hidden ? "a file" : path;
    if (existingFile(path, "").length === 0) return parseFile(release, path, shown, hidden);
    throw refusal(release, `${shown}, but there is no such file`);
}

function parseFile(release: string, path: string, shown: string, hidden: boolean): Values {
    const decoded = decodeText(readFileSync(path));
    if ("problem" in decoded) throw refusal(release, `${shown}, which ${decoded.problem}`);
    return parseValues(release, decoded.text, shown, hidden);
}

/**
 * Parses the values in a text; none for an empty text.
 *
 * @param shown the name of the text in errors.
 * @param hidden whether the text is a secret, of which errors show the line number only.
 */
function parseValues(release: string, text: string, shown: string, hidden: boolean): Values {
    const values = valueIn(release, text, shown, hidden);
    if (values === null || values === undefined) return {};
    if (typeof values !== "object" || Array.isArray(values)) {
        throw refusal(release, `${shown}, which holds no map of values`);
    }
    return values as Values;
}

function valueIn(release: string, text: string, shown: string, hidden: boolean): unknown {
    try {
        return readValue(text);
    } catch (error) {
        if (!(error instanceof YamlProblem)) throw error;
        const { message, line, column, isSyntax } = error;
        const where = hidden ? `line ${line}` : `line ${line}, column ${column}: ${message}`;
        throw refusal(release, `${shown}, ${isSyntax ? "which is no YAML" : "which cannot be read"}: ${where}`);
    }
}

function refusal(release: string, message: string): ArgumentError {
    return new ArgumentError("HelmRelease", release, [{ path: "valuesFiles", message: `has ${message}` }]);
}
