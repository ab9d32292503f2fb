import { type Bench } from "../framework/bench";
import { type Language, stackIn } from "./programs";
import { startOf } from "./start";

/** Measures an `up` without changes in another language. */
export function unchangedAgainstTypescript(language: Language): Bench {
    return {
        name: `${language}: no change`,
        unit: "s",
        peerName: "TypeScript",
        goal: 1.15,
        note: "pulumi up of one server, less one of an empty program in that language in the same round; on both sides",
        async prepare(context) {
            const name = `bench-unchanged-${language}`;
            const ours = await stackIn(language, "cluster", name, context);
            const peer = await stackIn("typescript", "cluster", `${name}-peer`, context);
            await ours.up();
            await peer.up();
            return {
                takenOff: await startOf(language, name, context),
                ours: { run: () => ours.up() },
                takenOffPeer: await startOf("typescript", `${name}-peer`, context),
                peer: { run: () => peer.up() },
            };
        },
    };
}
