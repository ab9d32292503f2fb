/** `make faults` tries everything; `make test` a part of it, each kind at least once. */
export const isLong = process.env.FAULTS === "long";

/** All of them, or in the short form those that are given first. */
export function some<T>(all: T[], inShort: number): T[] {
    return isLong ? all : all.slice(0, inShort);
}
