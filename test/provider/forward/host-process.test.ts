import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { Forwarder } from "../../../provider/forward/forwarder";
import { choosePort } from "../../../provider/ports/free-port";

let answerer: Server;
let forwarder: Forwarder;
let port: number;
const told: string[] = [];

/** Starts a server that, once a client has ended its direction, sends back all that it received. Returns its port. */
async function start(host: string): Promise<number> {
    answerer = createServer({ allowHalfOpen: true }, (socket) => {
        let asked = "";
        socket.on("data", (chunk: Buffer) => (asked += chunk.toString()));
        socket.on("end", () => socket.end(`heard ${asked}`));
    });
    answerer.listen(0, host);
    await once(answerer, "listening");
    return (answerer.address() as AddressInfo).port;
}

async function put(answeredBy: { port: number; subnets: string[] }): Promise<void> {
    port = await choosePort("tcp");
    const service = { namespace: "default", service: "desk", port: 80 };
    await forwarder.put("host/desk", { ...service, hostPort: port, addresses: ["127.0.0.1"], answeredBy });
}

function ask(): Promise<string> {
    const socket: Socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
    socket.end("hello");
    return text(socket);
}

beforeEach(() => {
    told.length = 0;
    forwarder = new Forwarder(
        () => Promise.reject(new Error("the cluster has no part in it")),
        (line) => told.push(line),
    );
});

afterEach(() => {
    forwarder.close();
    answerer.close();
});

it.each(["127.0.0.1", "::1"])("carries what a subnet asks to a process on %s, each end as it comes", async (host) => {
    await put({ port: await start(host), subnets: ["10.0.0.0/8", "127.0.0.0/8"] });
    expect(await ask()).toBe("heard hello");
    await forwarder.probe("host/desk");
    expect(forwarder.status()["host/desk"]).toMatchObject({ state: "listening", accepted: 1 });
});

it("answers nobody who is not of its subnets", async () => {
    await put({ port: await start("127.0.0.1"), subnets: ["172.18.0.0/16"] });
    await expect(ask()).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(forwarder.status()["host/desk"]).toMatchObject({ accepted: 0, bytesToClients: 0 });
});

it("says that nobody answers, and carries on when somebody does", async () => {
    const its = await start("127.0.0.1");
    answerer.close();
    await put({ port: its, subnets: ["127.0.0.0/8"] });
    const why = `nothing listens on port ${its} of this machine's loopback address`;
    await expect(ask()).rejects.toMatchObject({ code: "ECONNRESET" });
    await expect(forwarder.probe("host/desk")).rejects.toThrow(why);
    expect(told.at(-1)).toBe(`host/desk: ${why}`);
    answerer.listen(its, "127.0.0.1");
    await once(answerer, "listening");
    expect(await ask()).toBe("heard hello");
});
