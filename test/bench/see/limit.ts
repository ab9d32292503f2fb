import { type Side } from "../framework/bench";

/** Returns the fixed limit for a bench that has no other way to compare with. */
export function limit(value: number): { peerName: string; goal: number; peer: Side } {
    return { peerName: "the limit", goal: 1, peer: { run: () => Promise.resolve(value) } };
}
