import { unknownValue } from "../../../provider/lifecycle";
import { EndpointReady } from "../../../provider/resources/endpoint-ready";
import { failure, FakeNodes, recordingContext } from "./fake-nodes";
import { says } from "../../support/says";

const inputs = {
    target: "shop/web:80",
    relayContainer: "relay",
    relayContainerId: "r1",
    relayPlace: { network: "dev", aliases: ["web"] },
    serviceSubnet: "10.43.0.0/16",
    clusterIp: "10.43.0.9",
    servicePort: 80,
    protocol: "TCP" as const,
    timeoutSeconds: 5,
};
const startedAt = "2026-01-01T00:00:00Z";
const outputs = { ...inputs, startedAt };
const ready = (nodes: FakeNodes, problem?: string) =>
    new EndpointReady({ nodes: () => nodes, probe: () => ({ reach: () => Promise.resolve(problem) }) });

describe("an EndpointReady", () => {
    it("is made when a connection was", async () => {
        const context = recordingContext();
        const made = await ready(new FakeNodes({ relay: {} })).create(inputs, context);
        expect(made).toEqual({ id: "shop/web:80", outputs });
        expect(context.messages).toEqual(["waiting for a connection to shop/web:80"]);
    });

    it.each([
        ["starts a relay that was stopped", { running: false }, ["relay"]],
        ["starts a relay again that lost its network", { networks: [] }, ["relay"]],
        ["leaves a relay alone that runs in its place", {}, []],
    ])("%s", async (_, relay, started) => {
        const nodes = new FakeNodes({ relay });
        await ready(nodes).update("", inputs, inputs, recordingContext());
        expect(nodes.started).toEqual(started);
    });

    it("fails with what the connection met, and the relay's last lines", async () => {
        const nodes = new FakeNodes({ relay: { log: ["routing 10.43.0.0/16 through dev"] } });
        const message = await failure(() => ready(nodes, "refused").create(inputs, recordingContext()));
        expect(message).toMatch(
            says(
                "No connection … shop/web:80 … relay within 5 s.\n" +
                    "  refused\n" +
                    "  routing 10.43.0.0/16 through dev\n" +
                    "Next: … pods … Service … docker logs relay … pulumi up",
            ),
        );
    });

    it.each([
        ["runs", { relay: {} }, false],
        ["was stopped", { relay: { running: false } }, true],
        ["lost its network", { relay: { networks: ["other"] } }, true],
        ["was started again", { relay: { startedAt: "2026-01-01T00:00:01Z" } }, true],
        ["is gone", {}, true],
    ])("changes as it should when the relay %s", async (_, containers, changes) => {
        expect(await ready(new FakeNodes(containers)).diff("", outputs, inputs)).toEqual({ changes });
    });

    it("is tried again through another relay, known or not, and for another Service", async () => {
        for (const change of [
            { relayContainerId: "r2" },
            { relayContainerId: unknownValue },
            { clusterIp: "10.43.0.8" },
        ]) {
            const difference = await ready(new FakeNodes({ relay: {} })).diff("", outputs, { ...inputs, ...change });
            expect(difference).toEqual({ changes: true });
        }
    });

    it("stays when only the wait or the way to the daemon changes", async () => {
        const change = { timeoutSeconds: 1, dockerHost: "tcp://x" };
        const difference = await ready(new FakeNodes({ relay: {} })).diff("", outputs, { ...inputs, ...change });
        expect(difference).toEqual({ changes: false });
    });
});
