import { type ForwarderAccess } from "../resources/forward";
import { ControlClient } from "./control-client";
import { removeEndpoint } from "./remove-endpoint";
import { runningForwarder } from "./start-forwarder";
import { retryOnTakeover } from "./retry-on-takeover";

/** Requests to the forwarders of this machine. */
export const forwarderAccess: Omit<ForwarderAccess, "gateway"> = {
    put: (folder, name, wanted) => retryOnTakeover(async () => (await runningForwarder(folder)).put(name, wanted)),
    probe: (folder, name, signal) => new ControlClient(folder).probe(name, signal),
    async status(folder) {
        return new ControlClient(folder).status().catch(() => undefined);
    },
    remove: removeEndpoint,
};
