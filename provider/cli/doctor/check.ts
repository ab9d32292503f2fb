/** `problem`: `pulumi up` will fail. `warning`: it will not, but something may not work. `unknown`: it was not answered. */
export type State = "ok" | "warning" | "problem" | "unknown";

/** One of the things that a local cluster needs. */
export interface Check {
    check: string;
    state: State;
    found: string;
    /** What comes of it; none where another check says it. */
    consequence?: string;
    next?: string;
}

/** What a check says, under a name that is given to it elsewhere. */
export type Verdict = Omit<Check, "check">;

export function ok(found: string): Verdict {
    return { state: "ok", found };
}
