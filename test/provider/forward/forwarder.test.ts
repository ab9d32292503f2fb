import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { Forwarder } from "../../../provider/forward/forwarder";
import { connectCluster } from "../../../provider/forward/forwarder-cluster";
import { choosePort } from "../../../provider/ports/free-port";
import { type FakeApiServer, fakeApiServer } from "./fake-api-server";

const openingMs = 300;
let server: FakeApiServer;
let forwarder: Forwarder;

afterEach(() => {
    forwarder.close();
    server.close();
});

it.each([
    { hangsOn: "lists" as const, why: "the API server has not answered yet" },
    { hangsOn: "upgrades" as const, why: "no pod accepted the connection within 0.3 s" },
])(
    "breaks a connection in time that an API server hangs on, of which it is asked for $hangsOn",
    async (hanging) => {
        server = await fakeApiServer({ hangsOn: hanging.hangsOn, pods: 3, serve: () => undefined });
        const { kubeconfig } = server;
        const cluster = connectCluster(kubeconfig);
        const told: string[] = [];
        forwarder = new Forwarder(
            () => cluster,
            (line) => told.push(line),
            openingMs,
        );
        const port = await choosePort("tcp");
        const target = { namespace: "shop", service: "web", port: 80 };
        await forwarder.put("web", { ...target, hostPort: port, addresses: ["127.0.0.1"] });
        // A single handshake with an API server that hangs takes longer than this whole test may.
        await expect(text(connect({ port, host: "127.0.0.1" }))).rejects.toMatchObject({ code: "ECONNRESET" });
        expect(told.at(-1)).toBe(`web: ${hanging.why}`);
        await expect(forwarder.probe("web")).rejects.toThrow(hanging.why);
    },
    9_000,
);
