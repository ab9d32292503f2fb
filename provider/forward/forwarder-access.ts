import { type ForwarderAccess } from "../resources/forward";
import { replacedCode } from "./control";
import { ControlClient, NoForwarder, OrderRefused } from "./control-client";
import { removeEndpoint } from "./remove-endpoint";
import { runningForwarder } from "./start-forwarder";

const attempts = 3;

/** Orders to the forwarders of this machine. */
export const forwarderAccess: Omit<ForwarderAccess, "gateway"> = {
    async put(folder, name, order) {
        for (let attempt = 1; ; attempt++) {
            const forwarder = await runningForwarder(folder);
            try {
                await forwarder.put(name, order);
                return;
            } catch (error) {
                // Ended, or lost its place to another one, in the midst of it.
                const isGone =
                    error instanceof NoForwarder || (error instanceof OrderRefused && error.code === replacedCode);
                if (!isGone || attempt === attempts) throw error;
            }
        }
    },
    probe: (folder, name, signal) => new ControlClient(folder).probe(name, signal),
    async status(folder) {
        return new ControlClient(folder).status().catch(() => undefined);
    },
    remove: removeEndpoint,
};
