import { Agent, request } from "node:http";
import { Agent as SecureAgent, request as secureRequest } from "node:https";
import { text } from "node:stream/consumers";
import { TLSSocket } from "node:tls";
import { WebSocket } from "ws";
import { type Address } from "./connection";

/** Sends requests one after the other with keep-alive. Returns their bodies and the number of connections. */
export async function keptAlive(
    address: Address,
    count: number,
): Promise<{ bodies: Set<string>; connections: number }> {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ports = new Set<number | undefined>();
    const bodies = new Set<string>();
    for (let index = 0; index < count; index++) {
        const body = await new Promise<string>((resolve, reject) => {
            request({ ...address, agent }, (response) => void text(response).then(resolve, reject))
                .once("response", ({ socket }) => ports.add(socket.localPort))
                .once("error", reject)
                .end();
        });
        bodies.add(body);
    }
    agent.destroy();
    return { bodies, connections: ports.size };
}

/** Returns a body over TLS, and the name in the server's certificate. */
export function secured(address: Address): Promise<{ body: string; subjectAltName: string | undefined }> {
    const agent = new SecureAgent({ rejectUnauthorized: false });
    return new Promise((resolve, reject) => {
        secureRequest({ ...address, agent, servername: "contract" }, (response) => {
            if (!(response.socket instanceof TLSSocket)) throw new Error("this is no TLS");
            const { subjectaltname } = response.socket.getPeerCertificate();
            void text(response).then((body) => resolve({ body, subjectAltName: subjectaltname }), reject);
        })
            .once("error", reject)
            .end();
    });
}

/** Returns the answers of a WebSocket that returns every message. */
export async function webSocketEcho({ host, port }: Address, messages: string[]): Promise<string[]> {
    const origin = `http://${host}:${port}`;
    const socket = new WebSocket(`ws://${host}:${port}/websocket`, { origin });
    const answers: string[] = [];
    await new Promise<void>((resolve, reject) => {
        socket.once("error", reject);
        socket.once("open", () => messages.forEach((message) => socket.send(message)));
        socket.on("message", (message: Buffer) => {
            answers.push(message.toString());
            if (answers.length === messages.length) resolve();
        });
    });
    socket.terminate();
    return answers;
}
