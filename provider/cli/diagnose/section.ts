import { type Answer } from "./answer";
import { prose } from "./markdown";

/** A part of a report, for people and for programs. */
export interface Section {
    /** The section's key in JSON. */
    name: string;
    title: string;
    /** The section in Markdown: the lines below the title. */
    text: string[];
    /** The section in JSON. */
    content: unknown;
    /** What is wrong, one line for each problem. */
    findings: string[];
}

export type Told = Pick<Section, "text" | "content" | "findings">;

/** Creates a section from an answer, or from its problem. If `tell` throws, only this section is lost. */
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
