import { unknownValue } from "../../../provider/lifecycle";
import { RegistryReady } from "../../../provider/resources/registry-ready";
import { failure, FakeNodes, recordingContext } from "./fake-nodes";
import { says } from "../../support/says";

const inputs = {
    container: "registry",
    containerId: "r1",
    place: { network: "dev", aliases: ["registry"] },
    address: "http://registry:5000",
    node: "server",
    timeoutSeconds: 5,
};
const ready = (nodes: FakeNodes, problem?: string) =>
    new RegistryReady({ nodes: () => nodes, probe: () => ({ reach: () => Promise.resolve(problem) }) });

describe("a RegistryReady", () => {
    it("is made when a node was answered", async () => {
        const context = recordingContext();
        const made = await ready(new FakeNodes({ registry: {} })).create(inputs, context);
        expect(made).toEqual({ id: "registry", outputs: inputs });
        expect(context.messages).toEqual(["waiting for registry to answer"]);
    });

    it("starts a registry that was stopped, and only such a one", async () => {
        const stopped = new FakeNodes({ registry: { running: false } });
        const running = new FakeNodes({ registry: {} });
        await ready(stopped).update("", inputs, inputs, recordingContext());
        await ready(running).update("", inputs, inputs, recordingContext());
        expect([stopped.started, running.started]).toEqual([["registry"], []]);
    });

    it("fails with what the node met, and the registry's last lines", async () => {
        const nodes = new FakeNodes({ registry: { log: ["panic: unauthorized"] } });
        const message = await failure(() => ready(nodes, "wget: refused").create(inputs, recordingContext()));
        expect(message).toMatch(
            says(
                "registry registry … not answer server within 5 s.\n" +
                    "  wget: refused\n" +
                    " … log:\n" +
                    "  panic: unauthorized\n" +
                    "Next: … log",
            ),
        );
    });

    it.each([
        ["runs", { registry: {} }, false],
        ["was stopped", { registry: { running: false } }, true],
        ["lost its network", { registry: { networks: [] } }, true],
        ["is gone", {}, true],
    ])("changes as it should when the registry %s", async (_, containers, changes) => {
        expect(await ready(new FakeNodes(containers)).diff("", inputs, inputs)).toEqual({ changes });
    });

    it("is tried again for another container, known or not, and stays for another wait", async () => {
        const difference = (change: object) =>
            ready(new FakeNodes({ registry: {} })).diff("", inputs, { ...inputs, ...change });
        expect(await difference({ containerId: unknownValue })).toEqual({ changes: true });
        expect(await difference({ containerId: "r2" })).toEqual({ changes: true });
        expect(await difference({ timeoutSeconds: 1, dockerHost: "tcp://x" })).toEqual({ changes: false });
    });
});
