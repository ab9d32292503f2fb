import { isDeferred } from "./deferred";
import type { Rule } from "./problem";
import { shownValue } from "./shown-value";

/**
 * Makes a rule from what is allowed, in words that follow "must be", and a test for it.
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

/** For text that has to match: the rule says what is allowed in words, not as a pattern. */
export function text(allowed: string, accepts: (value: string) => boolean): Rule {
    return rule(allowed, (value) => typeof value === "string" && accepts(value));
}

/** The rule, which a value that is not known yet is checked by when it is. */
export function deferrable(inner: Rule): Rule {
    const self: Rule = (value, path, defer) => {
        if (!defer || !isDeferred(value)) return inner(value, path, defer);
        defer(path, self);
        return [];
    };
    return self;
}
