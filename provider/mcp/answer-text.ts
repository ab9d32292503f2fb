import { printable, printableJson } from "../cli/terminal/printable";
import { redacted } from "../redaction/redacted";

/** The most characters of an answer: an answer that does not fit into a language model's context is of no use to it. */
export const longestAnswer = 60_000;

/** Prepares an answer for the client: without secrets and without control characters for terminals. */
export function answerText(answer: string | object, secrets: string[]): string {
    if (typeof answer === "string") return cut(redacted(answer, secrets).split("\n").map(printable).join("\n"));
    const redact = (_: string, value: unknown) => (typeof value === "string" ? redacted(value, secrets) : value);
    return cut(printableJson(JSON.stringify(answer, redact)));
}

function cut(text: string): string {
    if (text.length <= longestAnswer) return text;
    return `${text.slice(0, longestAnswer)}\n[cut: ${text.length - longestAnswer} more characters; ask for less]`;
}
