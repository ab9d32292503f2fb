import { type ErrorCode, type YAMLError } from "yaml";

/** A mistake in a text. It never quotes the text. */
export interface Mistake {
    offset: number;
    /** A phrase that follows "has". */
    what: string;
    /** Whether the text is not YAML at all. */
    isSyntax: boolean;
}

/** The reasons for refusing a number, in the form of {@link mistakeOf}. */
export const numberMistakes = {
    noJson: "an infinite number, or NaN, which has no form in JSON, so Kubernetes cannot take it",
    tooLarge: "a number too large to be passed exactly; quote it if it is text",
} as const;

const separator = "put a line --- between documents";

/**
 * Messages for the parser's error codes. The library's own messages may quote the text, which could be that of a
 * Secret.
 */
const words: Record<ErrorCode, string> = {
    ALIAS_PROPS: "an alias with a tag or an anchor of its own",
    BAD_ALIAS: "an alias or an anchor that is misspelt",
    BAD_COLLECTION_TYPE: "a tag that does not go with what it is at",
    BAD_DIRECTIVE: "a line that begins with % and is not a directive",
    BAD_DQ_ESCAPE: "a backslash in double quotes with nothing after it that it goes with",
    BAD_INDENT: "a line that is indented neither like those before it nor further, or a bracket without its end",
    BAD_PROP_ORDER: "a tag or an anchor in the wrong place",
    BAD_SCALAR_START: "text that begins with a character that has a meaning in YAML; put it in quotes",
    BLOCK_AS_IMPLICIT_KEY: "a second key in one line; if it is text with a colon, put it in quotes",
    BLOCK_IN_FLOW: "lines of a mapping or a list within brackets",
    DUPLICATE_KEY: "the same key twice in one mapping",
    IMPOSSIBLE: "something that cannot be read",
    KEY_OVER_1024_CHARS: "a key of more than 1024 characters, or a quote without its end",
    MISSING_CHAR: "something that is not at its end",
    MULTILINE_IMPLICIT_KEY: "a key of more than one line, or wrong indentation",
    MULTIPLE_ANCHORS: "two anchors at one place",
    MULTIPLE_DOCS: "more than one document",
    MULTIPLE_TAGS: "two tags at one place",
    NON_STRING_KEY: "a key that is no text",
    RESOURCE_EXHAUSTION: "mappings or lists that are nested too deeply",
    TAB_AS_INDENT: "a tab in the indentation; use spaces",
    TAG_RESOLVE_FAILED: "a tag that does not go with its value",
    UNEXPECTED_TOKEN: "a character that cannot be there",
};

/** Messages for errors that share a code and that the library's message tells apart. */
const closer: [when: RegExp, words: string][] = [
    [/^Missing closing ['"]quote$/, "a quote without its end"],
    [/must end with a [\]}]$/, "a bracket without its end"],
    [/^Missing , /, "a comma that is missing, or a bracket or quote in the wrong place"],
    [/^Implicit map keys need to be followed by map values$/, "a key without a colon after it"],
    [/^Missing directives-end/, "a directive without a line --- after it"],
    [/^Unexpected [\w-]+ at node end$/, `more after the end of a value; ${separator}`],
    [/^Unexpected flow-map-start token$/, `more after the end of a value; ${separator}`],
];

/** Translates a parser's error to a mistake. */
export function mistakeOf({ code, message, pos }: YAMLError): Mistake {
    const own = Object.values(numberMistakes).find((mistake) => mistake === message);
    const what = own ?? closer.find(([when]) => when.test(message))?.[1] ?? words[code];
    return { offset: pos[0], what, isSyntax: true };
}
