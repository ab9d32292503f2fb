import type { Scalar } from "./scalar";

/** A part of the way to a value: a name in a map, or an index into a list. */
export type Step = string | number;

/** One `key=value` of an entry of `set`. */
export interface Assignment {
    steps: [string, ...Step[]];
    /** Undefined when the text ends where more of the way, or `=`, could come: Helm takes that for the end. */
    value: Scalar | Scalar[] | undefined;
    /**
     * Whether the text goes on as Helm expects. Where it ends before a value's first character, or before `=`, Helm
     * makes the maps on the way but grows no list for them: `a[0].b=` sets `a` to an empty list.
     */
    complete: boolean;
}

/** Steps as a chart's documentation writes them: `a.b[0].c`. */
export function wayOf(steps: readonly Step[]): string {
    return steps
        .map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`))
        .join("")
        .replace(/^\./, "");
}
