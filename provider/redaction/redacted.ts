import { mark, secretForms } from "./secret-forms";

/** The length of the shortest value that is redacted: a shorter one would match parts of unrelated words. */
const shortestValue = 6;

/** Redacts a text: replaces the known secret values, and everything that has the form of a secret. */
export function redacted(text: string, known: string[] = []): string {
    const values = known.filter((value) => value.length >= shortestValue).flatMap(spellings);
    const longestFirst = [...new Set(values)].sort((a, b) => b.length - a.length);
    const withoutKnown = longestFirst.reduce((rest, value) => rest.replaceAll(value, mark), text);
    return secretForms.reduce((rest, takeOut) => takeOut(rest), withoutKnown);
}

/** Returns the encodings in which a log may contain a value. */
function spellings(value: string): string[] {
    const base64 = Buffer.from(value).toString("base64").replace(/=+$/, "");
    return [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value), base64];
}
