import type { Rule } from "./problem";
import { rule, text } from "./rule";

/** Any value at all, Outputs included: for arguments that are checked elsewhere. */
export const anything: Rule = () => [];

export const nonBlank = text("text that is not blank", (value) => value.trim() !== "");

export const boolean = rule("true or false", (value) => typeof value === "boolean");

export const func = rule("a function", (value) => typeof value === "function");

/** An integer from `least` to `most`, both included; without `most` there is no upper limit. */
export function integer(least: number, most = Number.MAX_SAFE_INTEGER): Rule {
    const allowed =
        most === Number.MAX_SAFE_INTEGER ? `an integer, at least ${least}` : `an integer from ${least} to ${most}`;
    return rule(
        allowed,
        (value) => Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most,
    );
}

/** A TCP or UDP port number. */
export const port = integer(1, 65535);

/** A number of seconds to wait: more than none, at most a day, fractions allowed. */
export const seconds = rule(
    "a number of seconds, more than 0 and at most 86400",
    (value) => typeof value === "number" && value > 0 && value <= 86400,
);

export function oneOf(...allowed: string[]): Rule {
    const words = allowed.map((value) => `"${value}"`);
    const last = words.pop() ?? "nothing";
    const list = words.length === 0 ? last : `${words.join(", ")} or ${last}`;
    return text(list, (value) => allowed.includes(value));
}
