import type { Scalar } from "./scalar";

/** A part of the way to a value: a name in a map, or an index into a list. */
export type Step = string | number;

/** From one column of an entry to another, both counted from 1. */
export interface Columns {
    first: number;
    last: number;
}

/** As messages name them. */
export function shownColumns({ first, last }: Columns): string {
    return last > first ? `columns ${first} to ${last}` : `column ${first}`;
}

/** One `key=value` of an entry of `set`. */
export interface Assignment {
    steps: [string, ...Step[]];
    /** The columns of the entry that each step is named in, with all steps before it. */
    columns: Columns[];
    /** Undefined when the text ends where more of the way, or `=`, could come: Helm takes that for the end. */
    value: Scalar | Scalar[] | undefined;
    /**
     * Whether the text goes on as Helm expects. Where it ends before a value's first character, or before `=`, Helm
     * makes the maps on the way but grows no list for them: `a[0].b=` sets `a` to an empty list.
     */
    complete: boolean;
}
