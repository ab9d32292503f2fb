import type { Snapshot, Source, Verdict } from "../api/wait-until";
import type { JsonObject } from "../json";

/** The object as it came back from the write, and as it was before an update. */
export interface Subject {
    live: JsonObject;
    before?: JsonObject;
}

/** When a kind counts as ready, as a function of what is there. */
export interface Readiness {
    /** Other kinds to watch, in the object's own namespace unless they say otherwise. */
    related?: Source[];
    judge(object: JsonObject, snapshot: Snapshot, subject: Subject): Verdict;
    /** The real plugin looks at readiness on refresh too. */
    onRead?: boolean;
}

export const notYet = (...messages: string[]): Verdict => ({ done: false, messages });
export const done: Verdict = { done: true, messages: [] };
