/** What keeps a cluster from running on a daemon, said of the daemon, and what to do about it. */
export interface Obstacle {
    problem: string;
    remedy: string;
}

export function obstacleText({ problem, remedy }: Obstacle): string {
    return `${problem}: ${remedy}`;
}
