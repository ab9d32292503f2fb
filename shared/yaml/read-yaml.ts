import { type Document, LineCounter, parseAllDocuments, type ParseOptions, parseDocument } from "yaml";
import { evaluate } from "./evaluate";
import { kubernetesYaml } from "./kubernetes-yaml";
import { type Mistake, mistakeOf } from "./mistake";

/** Where something is in a text; both begin at 1. */
export interface Position {
    line: number;
    column: number;
}

/** Why a text cannot be read or edited, and where; never with a part of it, which may be a secret. */
export class YamlProblem extends Error {
    readonly line: number;
    readonly column: number;

    constructor(
        /** A sentence about the text, as "it". */
        message: string,
        { line, column }: Position = { line: 1, column: 1 },
        /** Whether it is no YAML at all. */
        readonly isSyntax = false,
    ) {
        super(message);
        this.name = "YamlProblem";
        this.line = line;
        this.column = column;
    }
}

/** A document, and what is wrong with it; of errors after the first nobody knows whether they are any. */
export interface ReadDocument {
    document: Document;
    value: unknown;
    mistakes: Mistake[];
}

/** The documents of a YAML or JSON text, as `kubectl` reads them. */
export function readDocuments(text: string): ReadDocument[] {
    const documents: Document[] = parseAllDocuments(text, kubernetesYaml);
    return documents.map(read);
}

/**
 * The one document of a text.
 *
 * @throws YamlProblem
 */
export function readDocument(text: string, options?: ParseOptions): Pick<ReadDocument, "document" | "value"> {
    const nul = text.indexOf("\0");
    if (nul >= 0) throw new YamlProblem(`it has ${nulCharacter}`, positionsIn(text)(nul), true);
    const { document, value, mistakes } = read(parseDocument(text, { ...kubernetesYaml, ...options }));
    const [mistake] = mistakes;
    if (!mistake) return { document, value };
    throw new YamlProblem(`it has ${mistake.what}`, positionsIn(text)(mistake.offset), mistake.isSyntax);
}

/**
 * What a text of one document holds.
 *
 * @throws YamlProblem
 */
export function readValue(text: string): unknown {
    return readDocument(text).value;
}

/** What the documents of a text hold that Helm has taken already, which takes a key twice. */
export function readTaken(text: string): unknown[] {
    return parseAllDocuments(text, kubernetesYaml).map((document: Document) => evaluate(document).value);
}

/** What a text has that was read in another encoding than it is in. */
export const nulCharacter = "a character NUL, as a file in UTF-16 that was read as UTF-8; save the file in UTF-8";

/** Where offsets in a text are. */
export function positionsIn(text: string): (offset: number) => Position {
    const lines = new LineCounter();
    for (let start = 0; start >= 0; start = text.indexOf("\n", start) + 1 || -1) lines.addNewLine(start);
    return (offset) => {
        const { line, col: column } = lines.linePos(offset);
        return { line, column };
    };
}

function read(document: Document): ReadDocument {
    const errors = document.errors.map(mistakeOf);
    const syntax = document.errors.findIndex(({ code }) => code !== "TAG_RESOLVE_FAILED");
    if (syntax >= 0) return { document, value: undefined, mistakes: errors.slice(syntax, syntax + 1) };
    const { value, mistakes } = evaluate(document);
    return { document, value, mistakes: [...errors, ...mistakes] };
}
