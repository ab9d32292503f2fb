import { type Bench } from "../framework/bench";
import { roundTrips, roundTripsAtOnce } from "./client";
import { type Places, places } from "./places";

export type Way = "node" | "api";
/** The start of our side's path: the port of an endpoint, or the relay's own address, which bypasses Docker's proxy. */
export type Start = Way | "relay";
export type Peer = "kubectl" | "pod";

export const startNames: Record<Start, string> = { node: "node", api: "api", relay: "node past Docker's proxy" };
export const peerNames: Record<Peer, string> = { kubectl: "kubectl port-forward", pod: "a route to the pod" };

const inARow = 300;

/** Measures a percentile of the time of new connections. */
export function newConnection(start: Start, percentile: number, peer: Peer, goal: number): Bench {
    const measured = (at: Places, place: Start | Peer) => ({
        run: async () => (await roundTrips(at[place], inARow))[Math.floor((inARow * percentile) / 100)],
    });
    return {
        name: `${startNames[start]}: new connection, p${percentile}`,
        unit: "ms",
        isMeasured: true,
        peerName: peerNames[peer],
        goal,
        async prepare(context) {
            const at = await places(context);
            return { ours: measured(at, start), peer: measured(at, peer) };
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
            // The ports of ended connections stay in use for a minute, and the kernel takes long to find a free one.
            const place = way === "node" ? at.spare : at.api;
            return {
                ours: { run: () => roundTripsAtOnce(place, count) },
                peer: { run: () => roundTripsAtOnce(at.kubectl, count) },
            };
        },
    };
}
