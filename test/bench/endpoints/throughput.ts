import { type Bench } from "../framework/bench";
import { download, upload } from "./client";
import { type Peer, peerNames, type Start, startNames } from "./connections";
import { places } from "./places";

const mebibytes = 256;
const transfers = { up: upload, down: download };

/** Transfers a number of MiB to or from the pod, in one stream or spread over several. */
export function throughput(start: Start, direction: "up" | "down", streams: number, peer: Peer, goal: number): Bench {
    return {
        name: `${startNames[start]}: ${mebibytes} MiB ${direction}, ${streams === 1 ? "one stream" : `${streams} streams`}`,
        unit: "s",
        peerName: peerNames[peer],
        goal,
        async prepare(context) {
            const at = await places(context);
            const run = (place: Start | Peer) => () =>
                Promise.all(
                    Array.from({ length: streams }, () => transfers[direction](at[place], mebibytes / streams)),
                );
            return { ours: { run: run(start) }, peer: { run: run(peer) } };
        },
    };
}
