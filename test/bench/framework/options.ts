import { type Group, titleOf } from "./bench";

/** The number of rounds that gives meaningful figures. */
export const fullRounds = 7;

export interface Options {
    groups: Group[];
    rounds: number;
}

/**
 * Reads the options. `ONLY` selects a group, or some of its benches by a part of their title after a slash; `RUNS` sets
 * the number of rounds.
 */
export function readOptions(environment: NodeJS.ProcessEnv, groups: Group[]): Options {
    const { ONLY = "", RUNS } = environment;
    const [wanted, part = ""] = ONLY.split("/", 2);
    const picked = groups
        .filter(({ name }) => !wanted || name === wanted)
        .map(({ name, benches }) => ({ name, benches: benches.filter((bench) => titleOf(bench).includes(part)) }))
        .filter(({ benches }) => benches.length > 0);
    if (picked.length === 0) {
        const names = groups.map(({ name }) => name).join(", ");
        throw new Error(`ONLY=${ONLY} names no group of benchmarks and none of a group's; the groups are: ${names}.`);
    }
    const rounds = RUNS ? Number(RUNS) : fullRounds;
    if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`RUNS=${RUNS ?? ""} is no whole number from 1 on.`);
    return { groups: picked, rounds };
}
