import { ArgumentError, text, type Problem } from "../../validation";
import { shownValue } from "../../validation/shown-value";
import type { Values } from "../values";
import { applySet } from "./apply";
import { parseSet } from "./parse";
import { SetError } from "./set-error";

const anyText = text("text such as a.b=c, as after helm --set", () => true);

/** What `helm` takes after `--set`, as far as can be told without the values below it. */
export function setEntry(value: unknown, path: string): Problem[] {
    const problems = anyText(value, path);
    return problems.length > 0 ? problems : problemsOf(() => parseSet(value as string), value as string, path);
}

/** The values with all of `set` put into them. */
export function withSet(release: string, values: Values, entries: string[]): Values {
    return entries.reduce((below, entry, index) => {
        let changed = below;
        const problems = problemsOf(() => (changed = applySet(below, entry)), entry, `set[${index}]`);
        if (problems.length > 0) throw new ArgumentError("HelmRelease", release, problems);
        return changed;
    }, values);
}

function problemsOf(attempt: () => unknown, entry: string, path: string): Problem[] {
    try {
        attempt();
        return [];
    } catch (error) {
        if (!(error instanceof SetError)) throw error;
        return [{ path, message: `is ${shownValue(entry)}, which cannot be set: ${error.message}` }];
    }
}
