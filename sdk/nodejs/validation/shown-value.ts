import * as pulumi from "@pulumi/pulumi";

const longest = 100;

/** Returns a value in the form for errors: short and on one line. The content of an Output is never shown. */
export function shownValue(value: unknown): string {
    if (value === undefined) return "missing";
    if (pulumi.Output.isInstance(value)) return "an Output";
    if (value instanceof Promise) return "a Promise";
    if (typeof value === "function") return "a function";
    if (typeof value === "number" || typeof value === "bigint") return String(value);
    if (typeof value === "object" && value !== null) return Array.isArray(value) ? "a list" : "an object";
    const text = JSON.stringify(value);
    return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}
