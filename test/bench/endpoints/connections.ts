import { type Bench } from "../framework/bench";
import { roundTrips, roundTripsAtOnce } from "./client";
import { type Places, places } from "./places";

export type Way = "node" | "api";
export type Peer = "kubectl" | "pod";

export const peerNames: Record<Peer, string> = { kubectl: "kubectl port-forward", pod: "a route to the pod" };

const inARow = 500;

/** The time that so many of a hundred new connections stay below. */
export function newConnection(way: Way, percentile: number, peer: Peer, goal: number): Bench {
    const measured = (at: Places, place: Way | Peer) => ({
        run: async () => (await roundTrips(at[place], inARow))[Math.floor((inARow * percentile) / 100)],
    });
    return {
        name: `${way}: new connection, p${percentile}`,
        unit: "ms",
        isMeasured: true,
        peerName: peerNames[peer],
        goal,
        async prepare(context) {
            const at = await places(context);
            return { ours: measured(at, way), peer: measured(at, peer) };
        },
    };
}

export function atOnce(way: Way, count: number, goal: number): Bench {
    return {
        name: `${way}: ${count} connections at once`,
        unit: "ms",
        peerName: peerNames.kubectl,
        goal,
        async prepare(context) {
            const at = await places(context);
            return {
                ours: { run: () => roundTripsAtOnce(at[way], count) },
                peer: { run: () => roundTripsAtOnce(at.kubectl, count) },
            };
        },
    };
}
