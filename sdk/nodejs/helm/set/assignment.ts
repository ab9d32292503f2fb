import type { Scalar } from "./scalar";

/** A step on the path to a value: a key of a map, or an index of a list. */
export type Step = string | number;

/** A range of columns of an entry, both counted from 1. */
export interface Columns {
    first: number;
    last: number;
}

/** Returns the columns in the form for messages. */
export function shownColumns({ first, last }: Columns): string {
    return last > first ? `columns ${first} to ${last}` : `column ${first}`;
}

/** A `key=value` in an entry of `set`. */
export interface Assignment {
    steps: [string, ...Step[]];
    /** The columns of the entry that contain each step and the steps before it. */
    columns: Columns[];
    /** Undefined if the text ends where more steps or `=` could follow, which Helm accepts. */
    value: Scalar | Scalar[] | undefined;
    /**
     * Whether the text is complete. If it ends before a value's first character or before `=`, Helm creates the maps on
     * the path but extends no list for them: `a[0].b=` sets `a` to an empty list.
     */
    complete: boolean;
}
