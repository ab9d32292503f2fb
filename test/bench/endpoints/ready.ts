import { type Bench } from "../framework/bench";
import { roundTrip } from "./client";
import { peerNames, type Way } from "./connections";
import { endpoints, places } from "./places";
import { PortForward } from "./port-forward";
import { endpointsFile } from "./program";

/** Adds an endpoint and waits until a connection through it is answered. */
export function ready(way: Way, goal: number): Bench {
    return {
        name: `${way}: time to ready`,
        unit: "s",
        peerName: peerNames.kubectl,
        goal,
        note: "ours is pulumi up that adds an endpoint, less one that changes nothing in the same round",
        async prepare(context) {
            const { stack, kubeconfig } = await places(context);
            let forward: PortForward | undefined;
            return {
                takenOff: { run: () => stack.up() },
                ours: {
                    before: () => stack.write(endpointsFile({ ...endpoints, more: way })),
                    run: () => stack.up(),
                    after: () => {
                        stack.write(endpointsFile(endpoints));
                        return stack.up();
                    },
                },
                peer: {
                    run: async () => {
                        forward = await PortForward.start(kubeconfig);
                        await roundTrip(forward.address);
                    },
                    after: () => forward?.stop(),
                },
            };
        },
    };
}
