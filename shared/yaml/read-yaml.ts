import { type Document, LineCounter, parseAllDocuments, type ParseOptions, parseDocument } from "yaml";
import { evaluate } from "./evaluate";
import { kubernetesYaml } from "./kubernetes-yaml";
import { type Mistake, mistakeOf } from "./mistake";

/** A position in a text. Both numbers begin at 1. */
export interface Position {
    line: number;
    column: number;
}

/** The reason why a text cannot be read or edited. The message never quotes the text, which may be a secret. */
export class YamlProblem extends Error {
    readonly line: number;
    readonly column: number;

    constructor(
        /** A sentence that refers to the text as "it". */
        message: string,
        { line, column }: Position = { line: 1, column: 1 },
        /** Whether the text is not YAML at all. */
        readonly isSyntax = false,
    ) {
        super(message);
        this.name = "YamlProblem";
        this.line = line;
        this.column = column;
    }
}

/** A document and its mistakes. After a syntax error, further errors may be false, so only the first one is kept. */
export interface ReadDocument {
    document: Document;
    value: unknown;
    mistakes: Mistake[];
}

/** Reads the documents of a YAML or JSON text as `kubectl` does. */
export function readDocuments(text: string): ReadDocument[] {
    const documents: Document[] = parseAllDocuments(text, kubernetesYaml);
    return documents.map(read);
}

/**
 * Reads a text of one document.
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
 * Returns the value of a text of one document.
 *
 * @throws YamlProblem
 */
export function readValue(text: string): unknown {
    return readDocument(text).value;
}

/**
 * Returns the values of the documents of a text that Helm has accepted already. Duplicate keys are no error here, as
 * for Helm.
 */
export function readTaken(text: string): unknown[] {
    return parseAllDocuments(text, kubernetesYaml).map((document: Document) => evaluate(document).value);
}

/** The mistake in a text that was decoded with another encoding than its own. */
export const nulCharacter = "a character NUL, as a file in UTF-16 that was read as UTF-8; save the file in UTF-8";

/** Returns a function that converts offsets in a text to positions. */
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
