import { once } from "node:events";
import { type Duplex } from "node:stream";
import { text } from "node:stream/consumers";
import { finished } from "node:stream/promises";
import { connectPod } from "../../../provider/forward/connect-pod";
import { openPort } from "../../../provider/forward/open-port";
import { type SpdyConnection } from "../../../provider/forward/spdy/connection";
import { type ApiServerAccess } from "../../../provider/kubernetes/access/api-server-access";
import { parseKubeconfig } from "../../../provider/kubernetes/access/parse-kubeconfig";
import { type FakeApiServer, fakeApiServer, type FakePort, kubeconfigFor } from "./fake-api-server";

const pod = { namespace: "shop", pod: "web-0" };
const echo = (_port: number, stream: FakePort) => {
    stream.onData = (bytes) => stream.send(bytes, stream.hasEnded);
};

let server: FakeApiServer;
const servers: FakeApiServer[] = [];
let connection: SpdyConnection;

afterEach(() => {
    (connection as SpdyConnection | undefined)?.close();
    for (const each of servers.splice(0)) each.close();
});

async function serve(options: Partial<Parameters<typeof fakeApiServer>[0]> = {}): Promise<void> {
    server = await fakeApiServer({ serve: echo, ...options });
    servers.push(server);
}

async function connect(options: Parameters<typeof serve>[0] = {}): Promise<SpdyConnection> {
    await serve(options);
    connection = await connectPod(await parseKubeconfig(server.kubeconfig), pod);
    return connection;
}

async function failureOf(opened: Promise<Duplex>): Promise<string> {
    try {
        await finished((await opened).resume());
        return "closed without a reason";
    } catch (error) {
        return (error as Error).message;
    }
}

describe.each([
    { name: "in a WebSocket", knowsWebSocket: true, kind: "websocket" },
    { name: "after a plain upgrade, where the server knows no other way", knowsWebSocket: false, kind: "upgrade" },
])("streams $name", ({ knowsWebSocket, kind }) => {
    it("carry bytes both ways, many beside each other", async () => {
        const streams = Array.from({ length: 20 }, () => undefined);
        await connect({ knowsWebSocket });
        const answers = streams.map(async (_, index) => {
            const stream = await openPort(connection, 80);
            stream.end(`hello ${index}`);
            return text(stream);
        });
        expect(await Promise.all(answers)).toEqual(streams.map((_, index) => `hello ${index}`));
        expect(server.connections).toEqual([kind]);
    });

    it("tell why the kubelet cannot carry a port", async () => {
        await connect({ knowsWebSocket, serve: (_port, stream) => stream.refuse("connection refused") });
        expect(await failureOf(openPort(connection, 80))).toBe("connection refused");
    });
});

describe("authenticates", () => {
    const accessAs = (user: object) => parseKubeconfig(kubeconfigFor(server.url, user));
    const ask = async (access: ApiServerAccess) => {
        connection = await connectPod(access, pod);
        return server.authorizations.at(-1);
    };

    beforeEach(() => serve());

    it("with a token", async () => {
        expect(await ask(await accessAs({ token: "from-the-file" }))).toBe("Bearer from-the-file");
    });

    it("with what a plugin tells, and asks it again when that has expired", async () => {
        const script = `echo "{\\"apiVersion\\":\\"client.authentication.k8s.io/v1\\",\\"kind\\":\\"ExecCredential\\",
            \\"status\\":{\\"token\\":\\"$$\\",\\"expirationTimestamp\\":\\"2020-01-01T00:00:00Z\\"}}"`;
        const exec = {
            apiVersion: "client.authentication.k8s.io/v1",
            command: "sh",
            args: ["-c", script],
            interactiveMode: "Never",
        };
        const access = await accessAs({ exec });
        const [first, second] = [await ask(access), await ask(access)];
        expect(first).toMatch(/^Bearer \d+$/);
        expect(second).toMatch(/^Bearer \d+$/);
        expect(second).not.toBe(first);
    });

    it("anew when the server refuses what was fetched before", async () => {
        const [expired, renewed] = [await accessAs({ token: "expired" }), await accessAs({ token: "renewed" })];
        server.refuse(401);
        const credentials: ApiServerAccess["credentials"] = ({ anew } = { anew: false }) => {
            if (anew) server.refuse(undefined);
            return (anew ? renewed : expired).credentials();
        };
        expect(await ask({ ...expired, credentials })).toBe("Bearer renewed");
        expect(server.authorizations).toEqual(["Bearer expired", "Bearer renewed"]);
    });
});

it("is refused with what the server says", async () => {
    await expect(connect({ status: 404 })).rejects.toThrow("refused with 404");
    await expect(connect({ status: 401 })).rejects.toThrow("refused with 401");
    await expect(connect({ status: 403 })).rejects.toThrow("refused with 403");
});

it("reads to its end what came before the kubelet ended or reset both directions", async () => {
    const large = "x".repeat(100_000);
    await connect({
        serve: (port, stream) => {
            stream.send(large, true);
            if (port === 80) stream.finish();
            else stream.reset();
        },
    });
    for (const port of [80, 81]) {
        const stream = await openPort(connection, port);
        await once(stream, "readable");
        expect(await text(stream)).toBe(large);
    }
});

it("breaks a stream that is reset before its end", async () => {
    await connect({
        serve: (_port, stream) => {
            stream.send("half an ans");
            stream.reset();
        },
    });
    expect(await failureOf(openPort(connection, 80))).toBe("the stream was reset (status 5)");
});

it("breaks all streams when the connection breaks, and takes no more", async () => {
    await connect();
    const stream = openPort(connection, 80);
    const ended = new Promise<void>((resolve) => connection.onEnd(resolve));
    const failure = failureOf(stream);
    await stream;
    server.transports.forEach((transport) => transport.destroy());
    expect(await failure).toMatch(/closed the connection|socket hang up|ECONNRESET|premature/i);
    await ended;
    expect(connection.isOpen).toBe(false);
    await expect(openPort(connection, 80)).rejects.toThrow();
});

it("takes no more streams after one that could not be carried", async () => {
    await connect({
        serve: (port, stream) => (port === 80 ? echo(port, stream) : stream.refuse("connection refused")),
    });
    const stream = await openPort(connection, 80);
    expect(await failureOf(openPort(connection, 81))).toBe("connection refused");
    expect(connection.isOpen).toBe(false);
    stream.end("still here");
    expect(await text(stream)).toBe("still here");
});

it("does not wait for ever where nothing answers, and sends nothing", async () => {
    const received: FakePort[] = [];
    await connect({ isSilentOn: 81, serve: (_port, stream) => received.push(stream) });
    await expect(openPort(connection, 81, 50)).rejects.toThrow("no answer for 0.05 s");
    expect(connection.isOpen).toBe(false);
    expect(received).toEqual([]);
});

it("holds a sender back while nobody reads, and loses nothing", async () => {
    const chunk = Buffer.alloc(1 << 16, "x");
    let port: FakePort | undefined;
    await connect({
        serve: (_port, stream) => {
            port = stream;
        },
    });
    const stream = await openPort(connection, 80);
    stream.write("go");
    while (!port) await new Promise((resolve) => setImmediate(resolve));
    for (let sent = 0; sent < 64; sent++) port.send(chunk);
    while (!connection.isHeldBack) await new Promise((resolve) => setImmediate(resolve));
    expect(stream.readableLength).toBeLessThan(1 << 19);
    port.send("", true);
    let length = 0;
    for await (const part of stream) length += (part as Buffer).length;
    expect(length).toBe(64 * chunk.length);
    expect(connection.isHeldBack).toBe(false);
});
