/** What keeps a cluster from running on a daemon, said of the daemon, and what to do about it. */
export interface PreflightFailure {
    problem: string;
    remedy: string;
}

export function preflightFailureText({ problem, remedy }: PreflightFailure): string {
    return `${problem}: ${remedy}`;
}
