import { type Side } from "../framework/bench";

/** A figure that ours is held against where there is no other way to do the same. */
export function limit(value: number): { peerName: string; goal: number; peer: Side } {
    return { peerName: "the limit", goal: 1, peer: { run: () => Promise.resolve(value) } };
}
