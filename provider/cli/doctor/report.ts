import { type Check, type State } from "./check";

/** Colours the word for a state, or leaves it as it is. */
export type Paint = (state: State, text: string) => string;

const states: State[] = ["ok", "warning", "problem", "unknown"];

/** Formats a line for each check, with its consequence and the next step below, and a summary at the end. */
export function report(checks: Check[], paint: Paint): string {
    const width = (texts: string[]) => Math.max(...texts.map(({ length }) => length));
    const [stateWidth, checkWidth] = [width(states), width(checks.map(({ check }) => check))];
    const indent = " ".repeat(stateWidth + 2);
    const lines = checks.flatMap(({ check, state, found, consequence, next }) => [
        `${paint(state, state.padEnd(stateWidth))}  ${check.padEnd(checkWidth)}  ${found}`,
        ...(consequence === undefined ? [] : [`${indent}${consequence}`]),
        ...(next === undefined ? [] : [`${indent}Next: ${next}`]),
    ]);
    return [...lines, "", sum(checks)].join("\n");
}

/** Returns 1 if a check has found a problem, otherwise 0. */
export function exitCode(checks: Check[]): number {
    return checks.some(({ state }) => state === "problem") ? 1 : 0;
}

function sum(checks: Check[]): string {
    const counts = ["problem", "warning", "unknown"].flatMap((state) => {
        const { length } = checks.filter((check) => check.state === state);
        return length === 0 ? [] : [`${length} ${state}${length > 1 && state !== "unknown" ? "s" : ""}`];
    });
    if (counts.length === 0) return `${checks.length} checks, all of them ok.`;
    const fails = exitCode(checks) === 1;
    return `${checks.length} checks: ${counts.join(", ")}. ${fails ? "pulumi up will fail." : "Nothing that is known makes pulumi up fail."}`;
}
