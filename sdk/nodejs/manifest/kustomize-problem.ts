import { existsSync, readFileSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { decodeText } from "../../../shared/yaml/decode-text";
import { readDocument, YamlProblem } from "../../../shared/yaml/read-yaml";
import { kustomizationsIn } from "./kustomization";

/** Messages for kustomize's errors. Kustomize's own messages may quote a part of a Secret. */
const kinds: [when: RegExp, what: string | ((found: RegExpExecArray) => string)][] = [
    [/unknown field/, "it has a field that kustomize does not know"],
    [
        /cannot unmarshal (\w+) into Go (?:struct field \w*\.?([A-Za-z.]+)|value)/,
        ([, kind = "", field]) => `it has a ${kind} in the wrong place${field ? `, in the field ${field}` : ""}`,
    ],
    [/missing metadata\.name/, "it has an object without metadata.name"],
    [/already registered id/, "it has the same object twice"],
    [
        /unable to parse SM or JSON patch/,
        "it has a patch that is neither an object nor a list of JSON patch operations",
    ],
    [/(?:no resource matches|failed to find unique target)/, "it has a patch for an object that it does not have"],
    [/invalid literal source/, "it has a literal of a generator that is not key=value"],
    [/nothing selected by/, "it has a replacement whose source it does not have"],
    [/cycle/, "it leads back to itself"],
    [/(?:dial tcp|no such host|connection refused|Client\.Timeout)/, "it has an address that cannot be reached"],
    [/is empty$/, "it is empty"],
];

/** Explains why a kustomization cannot be rendered, with file and line if they are known. */
export function kustomizeProblem(message: string, folder: string): string {
    const reason =
        unreadable(message, folder) ?? missing(message, folder) ?? known(message, folder) ?? "it is not valid";
    return `${reason}; kubectl kustomize ${folder} shows more`;
}

/** Finds a file that is not valid YAML: the kustomization itself, or a file that the message names and that exists. */
function unreadable(message: string, folder: string): string | undefined {
    const named = namedFiles(message, folder);
    const own = existsSync(folder) ? kustomizationsIn(folder) : [];
    for (const path of [...own.map((name) => join(folder, name)), ...named]) {
        const problem = /yaml/i.test(message) ? yamlProblem(path) : undefined;
        if (problem !== undefined) return problem;
    }
    return undefined;
}

function yamlProblem(path: string): string | undefined {
    const decoded = decodeText(readFileSync(path), true);
    if ("problem" in decoded) return `${path} ${decoded.problem}`;
    // The documents of a manifest end at a line that begins with ---.
    let line = 0;
    for (const document of decoded.text.split(/^---.*$/m)) {
        try {
            readDocument(document);
        } catch (error) {
            if (!(error instanceof YamlProblem)) throw error;
            return `${path}:${line + error.line}:${error.column} is not valid YAML: ${error.message}`;
        }
        line += document.split("\n").length - 1;
    }
    return undefined;
}

function missing(message: string, folder: string): string | undefined {
    const path = /lstat (.+?): no such file or directory/s.exec(message)?.[1];
    if (path === undefined) return undefined;
    const shown = relative(resolve(folder), path);
    // The message may contain anything in place of a path. Only text that can only be a path is shown.
    const isPath = /^(?:\.\.?\/[\w./-]{1,100}|[\w./-]{1,100}\.(?:yaml|yml|json|env|properties))$/.test(shown);
    return `it names a file or folder that is not there${isPath ? `: ${shown}` : ""}`;
}

function known(message: string, folder: string): string | undefined {
    const [file] = namedFiles(message, folder);
    for (const [when, what] of kinds) {
        const found = when.exec(message);
        if (found) return (typeof what === "string" ? what : what(found)).replace(/^it/, file ?? "it");
    }
    return undefined;
}

/** Returns the files that the message names as a source. They exist, so the names are not quoted content. */
function namedFiles(message: string, folder: string): string[] {
    const quoted = [...message.matchAll(/(?:from |in File: )'?([^'\s:]+)'?/g)].map(([, name = ""]) =>
        join(folder, name),
    );
    return [...new Set(quoted)].filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
}
