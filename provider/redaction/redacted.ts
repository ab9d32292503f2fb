import { mark, secretForms } from "./secret-forms";

/** A shorter value would be found in words that have nothing to do with it. */
const shortestValue = 6;

/** A text without its secrets: the values that are known, and all that has the form of one. */
export function redacted(text: string, known: string[] = []): string {
    const values = known.filter((value) => value.length >= shortestValue).flatMap(spellings);
    const longestFirst = [...new Set(values)].sort((a, b) => b.length - a.length);
    const withoutKnown = longestFirst.reduce((rest, value) => rest.replaceAll(value, mark), text);
    return secretForms.reduce((rest, takeOut) => takeOut(rest), withoutKnown);
}

/** The ways in which a value is written in a log. */
function spellings(value: string): string[] {
    const base64 = Buffer.from(value).toString("base64").replace(/=+$/, "");
    return [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value), base64];
}
