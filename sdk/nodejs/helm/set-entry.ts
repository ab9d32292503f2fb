import { ArgumentError, isDeferred, type Problem, type Rule, text } from "../validation";
import type { Values } from "./values";
import { applySet } from "./apply-set";
import { parseSet, SetError } from "./set";

const anyText = text("text such as a.b=c, as after helm --set", () => true);

/**
 * Accepts an entry that `helm --set` accepts, as far as this can be checked without the values that it changes. An
 * Output is checked only for being text.
 */
export const setEntry: Rule = (value, path, defer) => {
    const problems = anyText(value, path, defer);
    if (problems.length > 0 || isDeferred(value)) return problems;
    return problemsOf(() => parseSet(value as string), path, false);
};

/**
 * Returns the values with all entries of `set` applied.
 *
 * @param hidden whether an entry is a secret, which errors must not show.
 */
export function withSet(release: string, values: Values, entries: string[], hidden = false): Values {
    return entries.reduce((below, entry, index) => {
        let changed = below;
        const problems = problemsOf(() => (changed = applySet(below, entry)), `set[${index}]`, hidden);
        if (problems.length > 0) throw new ArgumentError("HelmRelease", release, problems);
        return changed;
    }, values);
}

function problemsOf(attempt: () => unknown, path: string, hidden: boolean): Problem[] {
    try {
        attempt();
        return [];
    } catch (error) {
        if (!(error instanceof SetError)) throw error;
        const message = hidden
            ? "cannot be set; because it is a secret, the reason is not shown"
            : `cannot be set: ${error.message}`;
        return [{ path, message }];
    }
}
