import { type ForwarderAccess } from "../resources/forward";
import { ControlClient } from "./control-client";
import { removeEndpoint } from "./remove-endpoint";
import { runningForwarder } from "./start-forwarder";
import { retryOnTakeover } from "./retry-on-takeover";

/** Orders to the forwarders of this machine. */
export const forwarderAccess: Omit<ForwarderAccess, "gateway"> = {
    put: (folder, name, order) => retryOnTakeover(async () => (await runningForwarder(folder)).put(name, order)),
    probe: (folder, name, signal) => new ControlClient(folder).probe(name, signal),
    async status(folder) {
        return new ControlClient(folder).status().catch(() => undefined);
    },
    remove: removeEndpoint,
};
