import { type IncomingMessage } from "node:http";

/** Far more than any kubeconfig or message has. */
const longest = 1 << 22;

/** Returns the text of a message. The limit keeps an endless message from filling the memory. */
export async function readBody(message: IncomingMessage): Promise<string> {
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of message as AsyncIterable<Buffer>) {
        length += chunk.length;
        if (length > longest) throw new Error(`a message of more than ${longest} bytes`);
        chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString();
}
