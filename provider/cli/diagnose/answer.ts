import { withTimeout } from "../../deadline";

/** What was asked for, or why it is not known: a report is made for when things are broken. */
export type Answer<Value> = { value: Value; problem?: undefined } | { value?: undefined; problem: string };

/** How long each question to Docker, Kubernetes or a forwarder may take. */
export const answerLimitMs = 10_000;
/** For questions that have that limit in themselves, and then tell who does not answer. */
export const outerLimitMs = 2 * answerLimitMs;

/** Asks, and waits no longer than that. */
export async function answerTo<Value>(ask: () => Promise<Value>, limitMs = answerLimitMs): Promise<Answer<Value>> {
    try {
        return { value: await withTimeout(ask, limitMs, () => new Error(`no answer within ${limitMs / 1_000} s`)) };
    } catch (error) {
        return { problem: messageOf(error) };
    }
}

/** Where no address of a name takes connections, Node.js has a code and no message. */
function messageOf(error: unknown): string {
    const { message, code } = Object(error) as { message?: string; code?: string };
    return [message, code].find(Boolean) ?? String(error);
}

/** What can only be asked with the answer to something else. */
export async function andThen<First, Value>(
    first: Answer<First>,
    ask: (value: First) => Promise<Answer<Value>>,
): Promise<Answer<Value>> {
    return first.problem === undefined ? ask(first.value) : first;
}
