import * as pulumi from "@pulumi/pulumi";
import type { Rule } from "./problem";
import { shownValue } from "./shown-value";

/**
 * Makes a rule from what is allowed, in words that follow "must be", and a test for it.
 *
 * @example const evenNumber = rule("an even number", (value) => typeof value === "number" && value % 2 === 0);
 */
export function rule(allowed: string, accepts: (value: unknown) => boolean): Rule {
    return (value, path) => {
        if (isLater(value)) {
            return [
                { path, message: `must be ${allowed}, known before anything is created, but is ${shownValue(value)}` },
            ];
        }
        return accepts(value) ? [] : [{ path, message: `must be ${allowed}, but is ${shownValue(value)}` }];
    };
}

/** Whether a value is only known after something was created, or cannot be told before. */
export function isLater(value: unknown): boolean {
    return pulumi.Output.isInstance(value) || value instanceof Promise;
}

/** For text that has to match: the rule says what is allowed in words, not as a pattern. */
export function text(allowed: string, accepts: (value: string) => boolean): Rule {
    return rule(allowed, (value) => typeof value === "string" && accepts(value));
}
