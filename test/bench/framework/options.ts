import { type Group } from "./bench";

/** As many as the figures need to be worth telling. */
export const fullRounds = 7;

export interface Options {
    groups: Group[];
    rounds: number;
}

/** `ONLY` picks a group, `RUNS` says how many rounds. */
export function readOptions(environment: NodeJS.ProcessEnv, groups: Group[]): Options {
    const { ONLY, RUNS } = environment;
    const picked = groups.filter(({ name }) => !ONLY || name === ONLY);
    if (picked.length === 0) {
        const names = groups.map(({ name }) => name).join(", ");
        throw new Error(`ONLY=${ONLY ?? ""} names no group of benchmarks; there are: ${names}.`);
    }
    const rounds = RUNS ? Number(RUNS) : fullRounds;
    if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`RUNS=${RUNS ?? ""} is no whole number from 1 on.`);
    return { groups: picked, rounds };
}
