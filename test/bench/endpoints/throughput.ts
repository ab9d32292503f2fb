import { type Bench } from "../framework/bench";
import { download, upload } from "./client";
import { type Peer, peerNames, type Way } from "./connections";
import { places } from "./places";

const mebibytes = 256;
const transfers = { up: upload, down: download };

/** So many MiB to the pod, or from it, on one stream or spread over several. */
export function throughput(way: Way, direction: "up" | "down", streams: number, peer: Peer, goal: number): Bench {
    return {
        name: `${way}: ${mebibytes} MiB ${direction}, ${streams === 1 ? "one stream" : `${streams} streams`}`,
        unit: "s",
        peerName: peerNames[peer],
        goal,
        async prepare(context) {
            const at = await places(context);
            const run = (place: Way | Peer) => () =>
                Promise.all(
                    Array.from({ length: streams }, () => transfers[direction](at[place], mebibytes / streams)),
                );
            return { ours: { run: run(way) }, peer: { run: run(peer) } };
        },
    };
}
