import { type Group, titleOf } from "./bench";

/** As many as the figures need to be worth telling. */
export const fullRounds = 7;

export interface Options {
    groups: Group[];
    rounds: number;
}

/** `ONLY` picks a group, or with a part of a title behind a slash some of its benches; `RUNS` says how many rounds. */
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
