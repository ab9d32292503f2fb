import { type Condition, type Health, healths } from "./resource";

/** What is needed to tell of a problem, as pods and workloads have it. */
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

/** @param state in which it is while there is a problem. */
export function problematic(state: string, problem: Problem): Condition {
    const { message, isCause, terminalAfterSeconds } = problem;
    const health = isCause || terminalAfterSeconds !== undefined ? "unhealthy" : "progressing";
    return { state, health, why: message, ...(terminalAfterSeconds !== undefined && { terminalAfterSeconds }) };
}

export function isWorse(one: Health, than: Health): boolean {
    return healths.indexOf(one) > healths.indexOf(than);
}

/** The first of the worst; undefined where there are none. */
export function worst<Item extends { health: Health }>(items: Item[]): Item | undefined {
    return items.reduce<Item | undefined>(
        (found, item) => (found === undefined || isWorse(item.health, found.health) ? item : found),
        undefined,
    );
}

/** A whole is as its worst part, of which it tells, unless it is worse itself. */
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
