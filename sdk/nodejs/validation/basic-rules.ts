import type { Rule } from "./problem";
import { rule, text } from "./rule";

/** Accepts any value, including Outputs: for arguments that are checked elsewhere. */
export const anything: Rule = () => [];

export const nonBlank = text("text that is not blank", (value) => value.trim() !== "");

export const boolean = rule("true or false", (value) => typeof value === "boolean");

export const func = rule("a function", (value) => typeof value === "function");

/** Accepts an integer from `least` to `most`, both included. Without `most` there is no upper limit. */
export function integer(least: number, most = Number.MAX_SAFE_INTEGER): Rule {
    const allowed =
        most === Number.MAX_SAFE_INTEGER ? `an integer, at least ${least}` : `an integer from ${least} to ${most}`;
    return rule(
        allowed,
        (value) => Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most,
    );
}

/** Accepts a TCP or UDP port number. */
export const port = integer(1, 65535);

/** Accepts a number of seconds to wait: more than 0, at most a day, with fractions. */
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
