import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { type Duplex } from "node:stream";
import { Listener } from "../../../provider/forward/listener";
import { choosePort } from "../../../provider/ports/free-port";

/** A server in the place of a pod, reached over a socket. */
let pod: Server;
let serve: (socket: Socket) => void;
let port: number;
let listener: Listener;
const failures: string[] = [];

beforeEach(async () => {
    failures.length = 0;
    pod = createServer({ allowHalfOpen: true }, (socket) => {
        socket.on("error", () => undefined);
        serve(socket);
    }).listen(0, "127.0.0.1");
    await once(pod, "listening");
    await listenTo(async () => {
        const socket = connect({ port: portOf(pod), host: "127.0.0.1", allowHalfOpen: true });
        await once(socket, "connect");
        return socket;
    });
});

afterEach(() => {
    listener.close();
    pod.close();
});

async function listenTo(open: () => Promise<Duplex>): Promise<void> {
    listener = new Listener(open, ({ message }) => failures.push(message));
    port = await choosePort("tcp");
    await listener.listen(port, ["127.0.0.1"]);
}

function portOf(server: Server): number {
    return (server.address() as { port: number }).port;
}

/** Returns all that arrives, without ending the other direction. */
async function text(socket: Socket): Promise<string> {
    const chunks: Buffer[] = [];
    socket.on("data", (chunk: Buffer) => chunks.push(chunk));
    await once(socket, "end");
    return Buffer.concat(chunks).toString();
}

async function untilIdle(): Promise<void> {
    while (listener.traffic.connections > 0) await new Promise((resolve) => setImmediate(resolve));
}

function client(): Socket {
    return connect({ port, host: "127.0.0.1", allowHalfOpen: true });
}

it("carries what either side says first", async () => {
    serve = (socket) => socket.end("banner");
    expect(await text(client())).toBe("banner");
    serve = (socket) => socket.pipe(socket);
    const speaking = client();
    speaking.end("hello");
    expect(await text(speaking)).toBe("hello");
});

it("lets a client end its direction first, and an answer come late", async () => {
    serve = (socket) => {
        let asked = "";
        socket.on("data", (chunk: Buffer) => {
            asked += chunk.toString();
            if (asked === "question") setTimeout(() => socket.end("answer"), 1_500);
        });
    };
    const asking = client();
    asking.end("question");
    expect(await text(asking)).toBe("answer");
});

it("lets the pod end its direction first, and loses nothing of the client's", async () => {
    const received = new Promise<string>((resolve) => {
        serve = (socket) => {
            socket.end("go");
            void text(socket).then(resolve);
        };
    });
    const telling = client();
    expect(await text(telling)).toBe("go");
    telling.end("x".repeat(1_000_000));
    expect((await received).length).toBe(1_000_000);
});

it("breaks the client's connection, and does not end it, when the pod's breaks", async () => {
    serve = (socket) => {
        socket.write("half", () => socket.resetAndDestroy());
    };
    const broken = client();
    broken.resume();
    await expect(once(broken, "end")).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(failures).toEqual([expect.stringContaining("ECONNRESET")]);
});

it("breaks the pod's connection when the client's breaks", async () => {
    const isBroken = new Promise((resolve) => {
        serve = (socket) => {
            socket.write("hello");
            socket.resume();
            socket.once("end", resolve);
        };
    });
    const leaving = client();
    await once(leaving, "data");
    leaving.resetAndDestroy();
    await isBroken;
});

it("breaks a connection at once that leads nowhere, and tells why", async () => {
    listener.close();
    await listenTo(() => Promise.reject(new Error("no pod is ready")));
    const refused = client();
    refused.resume();
    await expect(once(refused, "end")).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(failures).toEqual(["no pod is ready"]);
    await untilIdle();
    expect(listener.traffic).toMatchObject({ accepted: 1, lastError: "no pod is ready" });
});

it("goes on when a connection cannot be accepted, and tells why", async () => {
    const [server] = (listener as unknown as { servers: Server[] }).servers;
    server?.emit("error", Object.assign(new Error("accept EMFILE"), { code: "EMFILE" }));
    expect(failures).toEqual(["accept EMFILE"]);
    expect(listener.traffic).toMatchObject({ accepted: 0, lastError: "accept EMFILE" });
    serve = (socket) => socket.end("banner");
    expect(await text(client())).toBe("banner");
});

it("counts what it carries, during it and afterwards", async () => {
    serve = (socket) => socket.pipe(socket);
    const counted = client();
    counted.write("12345");
    await once(counted, "data");
    expect(listener.traffic).toMatchObject({ connections: 1, accepted: 1, bytesFromClients: 5, bytesToClients: 5 });
    counted.end();
    await once(counted, "close");
    await untilIdle();
    expect(listener.traffic).toMatchObject({ accepted: 1, bytesFromClients: 5, bytesToClients: 5 });
});

it("listens on all addresses or on none", async () => {
    const other = await choosePort("tcp");
    const second = new Listener(
        () => Promise.reject(new Error("unused")),
        () => undefined,
    );
    await expect(second.listen(other, ["127.0.0.1", "192.0.2.1"])).rejects.toMatchObject({ code: "EADDRNOTAVAIL" });
    await expect(second.listen(port, ["127.0.0.1"])).rejects.toMatchObject({ code: "EADDRINUSE" });
    await once(connect({ port: other, host: "127.0.0.1" }), "error");
});
