/** A reason why a cluster cannot run on a daemon, with the daemon as its subject, and what to do about it. */
export interface PreflightFailure {
    problem: string;
    remedy: string;
}

export function preflightFailureText({ problem, remedy }: PreflightFailure): string {
    return `${problem}: ${remedy}`;
}
