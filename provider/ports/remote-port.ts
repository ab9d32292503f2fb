import { randomInt } from "node:crypto";

/** Dynamic ports (RFC 6335, section 6) that Linux does not use for outgoing connections by default. */
export const remotePorts = { first: 61_000, last: 65_535 };

/** Chooses a port of another machine that is not known to be taken. */
export function choosePortBut(taken: { has(port: number): boolean }): number {
    const { first, last } = remotePorts;
    const free = Array.from({ length: last - first + 1 }, (_, index) => first + index).filter(
        (port) => !taken.has(port),
    );
    const chosen = free[randomInt(Math.max(free.length, 1))];
    if (chosen === undefined) throw new Error(`every port from ${first} to ${last} of the Docker host is published`);
    return chosen;
}
