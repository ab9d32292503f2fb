import { type Condition, type Health, healths } from "./resource";

/** The fields that pod problems and workload problems have in common. */
interface Problem {
    message: string;
    isCause?: true;
    terminalAfterSeconds?: number;
}

export function healthy(state: string): Condition {
    return { state, health: "healthy" };
}

export function unhealthy(state: string, why: string, terminalAfterSeconds?: number): Condition {
    return { state, health: "unhealthy", why, ...(terminalAfterSeconds !== undefined && { terminalAfterSeconds }) };
}

export function unknown(why: string): Condition {
    return { state: "unknown", health: "unknown", why };
}

/**
 * The condition of an object with a problem: unhealthy if the problem is a cause or terminal, otherwise progressing.
 *
 * @param state the object's state while the problem lasts.
 */
export function problematic(state: string, problem: Problem): Condition {
    const { message, isCause, terminalAfterSeconds } = problem;
    const health = isCause || terminalAfterSeconds !== undefined ? "unhealthy" : "progressing";
    return { state, health, why: message, ...(terminalAfterSeconds !== undefined && { terminalAfterSeconds }) };
}

export function isWorse(one: Health, than: Health): boolean {
    return healths.indexOf(one) > healths.indexOf(than);
}

/** Returns the first of the items with the worst health, or undefined if there are no items. */
export function worst<Item extends { health: Health }>(items: Item[]): Item | undefined {
    return items.reduce<Item | undefined>(
        (found, item) => (found === undefined || isWorse(item.health, found.health) ? item : found),
        undefined,
    );
}

/** Returns the condition of a whole: that of its worst part, which the reason names, if it is worse than its own. */
export function withParts(own: Condition, parts: (Condition & { label: string })[]): Condition {
    const part = worst(parts);
    if (!part || !isWorse(part.health, own.health)) return own;
    const { health, label, why, state, terminalAfterSeconds } = part;
    return {
        state: own.state,
        health,
        why: `${label}: ${why ?? state}`,
        ...(terminalAfterSeconds !== undefined && { terminalAfterSeconds }),
    };
}
