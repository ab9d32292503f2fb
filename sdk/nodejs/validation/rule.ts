import { isDeferred } from "./deferred";
import type { Rule } from "./problem";
import { shownValue } from "./shown-value";

/**
 * Creates a rule from a description of what it accepts, which continues "must be", and a test.
 *
 * @example const evenNumber = rule("an even number", (value) => typeof value === "number" && value % 2 === 0);
 */
export function rule(allowed: string, accepts: (value: unknown) => boolean): Rule {
    return deferrable((value, path) => {
        if (isDeferred(value)) {
            return [
                { path, message: `must be ${allowed}, known before anything is created, but is ${shownValue(value)}` },
            ];
        }
        return accepts(value) ? [] : [{ path, message: `must be ${allowed}, but is ${shownValue(value)}` }];
    });
}

/** Creates a rule for text. The description says in words what the text has to be, not as a pattern. */
export function text(allowed: string, accepts: (value: string) => boolean): Rule {
    return rule(allowed, (value) => typeof value === "string" && accepts(value));
}

/** Makes a rule that checks a value that is not known yet later, when it is known. */
export function deferrable(inner: Rule): Rule {
    const self: Rule = (value, path, defer) => {
        if (!defer || !isDeferred(value)) return inner(value, path, defer);
        defer(path, self);
        return [];
    };
    return self;
}
