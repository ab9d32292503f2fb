import { type Answer } from "./answer";
import { prose } from "./markdown";

/** A part of a report, for people and for programs. */
export interface Section {
    /** Its name in JSON. */
    name: string;
    title: string;
    /** Lines of Markdown, below the title. */
    text: string[];
    /** The same as it stands in JSON. */
    content: unknown;
    /** What is wrong, a line each. */
    findings: string[];
}

export type Told = Pick<Section, "text" | "content" | "findings">;

/** Tells what is known, or why it is not. What cannot be told is no reason to lose the other sections. */
export function section<Value>(
    name: string,
    title: string,
    answer: Answer<Value>,
    tell: (value: Value) => Told,
): Section {
    if (answer.problem !== undefined) return { name, title, ...notKnown(answer.problem) };
    try {
        return { name, title, ...tell(answer.value) };
    } catch (error) {
        return { name, title, ...notKnown((error as Error).message) };
    }
}

function notKnown(problem: string): Told {
    return { text: prose(`Not known: ${problem}`), content: { problem }, findings: [] };
}
