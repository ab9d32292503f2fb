import { createHash } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { expectSoon } from "../soon";
import { type Address, ask, Connection } from "./connection";
import { grpcEcho } from "./grpc-echo";
import { keptAlive, secured, webSocketEcho } from "./http";
import { download, upload } from "./throughput";

/** The addresses of the contract server's ports and of a Redis. */
export type Ports = Record<"tcp" | "banner" | "http" | "https" | "grpc" | "closed" | "redis", Address>;

/** A path to a Service, and what is expected of it. */
export interface Path {
    ports: () => Ports;
    /**
     * Returns the memory in MiB of the process that carries the bytes of `tcp`. `mostMemory` limits its growth for a
     * client that does not read.
     */
    memory: () => Promise<number>;
    mostMemory: number;
    /** Whether each side learns that the other has ended its direction while it can still send. */
    keepsHalfOpen: boolean;
}

const gibibyte = 1_024;

/** Describes the contract of an endpoint, which is the same for every path. */
export function describeContract({ ports, memory, mostMemory, keepsHalfOpen }: Path): void {
    it("lets the client speak first, or the server", async () => {
        expect(await ask(ports().tcp, "echo\nhello\n")).toBe("hello");
        expect(await new Connection(ports().banner).line()).toMatch(/^this is contract-/);
    });

    it("keeps a connection over a thousand requests", async () => {
        const { bodies, connections } = await keptAlive(ports().http, 1_000);
        expect([...bodies]).toEqual([expect.stringMatching(/^contract-/)]);
        expect(connections).toBe(1);
    });

    it("carries a gibibyte each way, unchanged", async () => {
        const [up, down] = await Promise.all([upload(ports().tcp, gibibyte), download(ports().tcp, gibibyte)]);
        expect(up.received).toBe(up.sent);
        expect(down.received).toBe(down.sent);
    });

    it("passes TLS through", async () => {
        expect(await secured(ports().https)).toEqual({
            body: expect.stringMatching(/^contract-/) as string,
            subjectAltName: "DNS:contract",
        });
    });

    it("carries WebSockets", async () => {
        const messages = ["one", "x".repeat(100_000), "three"];
        expect(await webSocketEcho(ports().http, messages)).toEqual(messages);
    });

    it("carries gRPC, calls and streams", async () => {
        const messages = ["one", "y".repeat(100_000), "three"];
        expect(await grpcEcho(ports().grpc, messages)).toEqual({ unary: "one", stream: messages });
    });

    it("carries a database session", async () => {
        const session = new Connection(ports().redis).send(
            "SET visits 41\r\nMULTI\r\nINCR visits\r\nGET visits\r\nEXEC\r\n",
        );
        const answers = Array.from({ length: 8 }, () => session.line());
        const lines: string[] = [];
        for (const answer of answers) lines.push((await answer).trim());
        expect(lines).toEqual(["+OK", "+OK", "+QUEUED", "+QUEUED", "*2", ":42", "$2", "42"]);
        // One session waits for what another session adds.
        const waiting = new Connection(ports().redis).send("BLPOP jobs 20\r\n");
        session.send("RPUSH jobs first\r\n");
        for (const expected of ["*2", "$4", "jobs", "$5", "first"])
            expect((await waiting.line()).trim()).toBe(expected);
        session.close();
        waiting.close();
    });

    it("lets a client end its direction first, in the midst of an answer", async () => {
        const { sent, received } = await download(ports().tcp, 64, { endsFirst: true });
        expect(received).toBe(sent);
    });

    if (keepsHalfOpen) {
        it("lets the server end its direction first, and loses nothing of the client's", async () => {
            const said = `farewell ${Date.now()} ${"z".repeat(100_000)}`;
            const connection = new Connection(ports().tcp).send("farewell\n");
            expect(await connection.rest()).toBe("go\n");
            connection.socket.end(said);
            await expectSoon(async () => expect(await body(ports().http, "/farewell")).toBe(said));
        });

        it("tells the server that a client ended its direction", async () => {
            const bytes = Buffer.alloc(1 << 20, "b");
            const connection = new Connection(ports().tcp).send("sum\n");
            connection.socket.end(bytes);
            const sum = createHash("sha256").update(bytes).digest("hex");
            expect(await connection.rest()).toBe(`${bytes.length} ${sum}\n`);
        });
    } else {
        it("ends a connection, and does not hang, where only a client's end would bring an answer", async () => {
            const connection = new Connection(ports().tcp).send("sum\n");
            connection.socket.end("some bytes");
            expect(await connection.rest().catch(() => "")).toBe("");
        });

        it("ends a connection, with all that the server said, when the server has ended its direction", async () => {
            expect(await new Connection(ports().tcp).send("farewell\n").rest()).toBe("go\n");
        });
    }

    it("holds a sender back that a client does not read from, in little memory", async () => {
        const sentMebibytes = async () => Number(await body(ports().http, "/sent")) / (1 << 20);
        const [before, sentBefore] = [await memory(), await sentMebibytes()];
        const connection = new Connection(ports().tcp);
        connection.socket.pause();
        connection.send(`source ${512 << 20}\n`);
        const sent = await settled(async () => (await sentMebibytes()) - sentBefore);
        // The kernels on the path buffer some MiB for each socket.
        expect(sent).toBeLessThan(128);
        expect((await memory()) - before).toBeLessThan(mostMemory);
        connection.close();
    });

    it("carries a thousand connections at once", async () => {
        const answers = await Promise.all(
            Array.from({ length: 1_000 }, (_, index) => ask(ports().tcp, `echo\nconnection ${index}\n`)),
        );
        expect(answers).toEqual(answers.map((_, index) => `connection ${index}`));
    });

    it("ends a connection within a second that the pod refuses", async () => {
        // The pod listens on that port until it is told to stop.
        await ask(ports().closed, "close\n").catch(() => undefined);
        const begin = Date.now();
        const connection = new Connection(ports().closed).send("hello\n");
        expect(await connection.rest().catch(() => "")).toBe("");
        expect(Date.now() - begin).toBeLessThan(1_000);
    });
}

/** Waits until a number is above 0 and no longer grows, and returns it. */
async function settled(read: () => Promise<number>): Promise<number> {
    let last = 0;
    for (let unchanged = 0; unchanged < 5;) {
        await delay(200);
        const now = await read();
        unchanged = now > 0 && now === last ? unchanged + 1 : 0;
        last = now;
    }
    return last;
}

async function body({ host, port }: Address, path: string): Promise<string> {
    return (await fetch(`http://${host}:${port}${path}`)).text();
}
