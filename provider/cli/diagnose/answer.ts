import { withTimeout } from "../../deadline";

/** An answer, or why there is none. A report is made when things are broken, so each question may fail. */
export type Answer<Value> = { value: Value; problem?: undefined } | { value?: undefined; problem: string };

/** How long each question to Docker, Kubernetes or a forwarder may take. */
export const answerLimitMs = 10_000;
/** The limit for questions that apply `answerLimitMs` themselves and then name the source that does not answer. */
export const outerLimitMs = 2 * answerLimitMs;

/** Asks a question with a time limit. Never rejects. */
export async function answerTo<Value>(ask: () => Promise<Value>, limitMs = answerLimitMs): Promise<Answer<Value>> {
    try {
        return { value: await withTimeout(ask, limitMs, () => new Error(`no answer within ${limitMs / 1_000} s`)) };
    } catch (error) {
        return { problem: messageOf(error) };
    }
}

/** Returns an error's message, or its code: if no address of a name can be reached, Node.js gives no message. */
function messageOf(error: unknown): string {
    const { message, code } = Object(error) as { message?: string; code?: string };
    return [message, code].find(Boolean) ?? String(error);
}

/** Asks a question that needs the answer to another one. Passes on that one's problem, if it has one. */
export async function andThen<First, Value>(
    first: Answer<First>,
    ask: (value: First) => Promise<Answer<Value>>,
): Promise<Answer<Value>> {
    return first.problem === undefined ? ask(first.value) : first;
}
