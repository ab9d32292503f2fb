/**
 * The result of a check. `problem`: `pulumi up` will fail. `warning`: it will not, but something may not work.
 * `unknown`: the question was not answered.
 */
export type State = "ok" | "warning" | "problem" | "unknown";

/** The check of something that a local cluster needs. */
export interface Check {
    check: string;
    state: State;
    found: string;
    /** What follows from it. Absent if there is nothing to say, or another check says it. */
    consequence?: string;
    next?: string;
}

/** The result of a check without its name, which `allChecks` adds. */
export type Verdict = Omit<Check, "check">;

export function ok(found: string): Verdict {
    return { state: "ok", found };
}
