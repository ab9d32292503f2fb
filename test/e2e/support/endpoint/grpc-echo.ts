import { Client, credentials } from "@grpc/grpc-js";
import { type Address } from "./connection";

const asBytes = (text: string) => Buffer.from(text);
const asText = (bytes: Buffer) => bytes.toString();

/** Makes one call of each kind to a server that returns every message. */
export async function grpcEcho(
    { host, port }: Address,
    messages: string[],
): Promise<{ unary: string; stream: string[] }> {
    const client = new Client(`${host}:${port}`, credentials.createInsecure());
    try {
        const unary = await new Promise<string>((resolve, reject) => {
            client.makeUnaryRequest("/echo/Unary", asBytes, asText, messages[0] ?? "", (error, answer) => {
                if (error) reject(error);
                else resolve(answer ?? "");
            });
        });
        const call = client.makeBidiStreamRequest("/echo/Stream", asBytes, asText);
        const stream: string[] = [];
        // Each message is answered before the next one is sent.
        for (const message of messages) {
            call.write(message);
            stream.push(
                await new Promise<string>((resolve, reject) => call.once("data", resolve).once("error", reject)),
            );
        }
        call.end();
        return { unary, stream };
    } finally {
        client.close();
    }
}
