import { type ClientRequest, type IncomingMessage, request as httpRequest } from "node:http";
import { request as httpsRequest, type RequestOptions } from "node:https";

/** One request over HTTP, with what authenticates it. */
export interface Exchange {
    method: string;
    url: URL;
    credentials: RequestOptions;
    /** With its type; none where nothing is sent. */
    body?: { type: string; text: string };
    /** What the answer may be. */
    accept?: string;
    signal?: AbortSignal;
}

/** Asks, and once more where a connection that was kept had been closed by the server at the same moment. */
export async function exchange(asked: Exchange): Promise<IncomingMessage> {
    try {
        return await ask(asked);
    } catch (error) {
        if (!(error instanceof ClosedMeanwhile)) throw error;
        return ask(asked);
    }
}

class ClosedMeanwhile extends Error {}

/** Whether the server had closed a connection that was kept at the same moment: it has seen nothing of the request. */
export function wasClosedMeanwhile({ reusedSocket }: ClientRequest, { code }: NodeJS.ErrnoException): boolean {
    return reusedSocket && code === "ECONNRESET";
}

function ask({
    method,
    url,
    credentials,
    body,
    accept = "application/json",
    signal,
}: Exchange): Promise<IncomingMessage> {
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    const headers = {
        ...(credentials.headers as Record<string, string> | undefined),
        Accept: accept,
        ...(body && { "Content-Type": body.type, "Content-Length": Buffer.byteLength(body.text) }),
    };
    const send = url.protocol === "http:" ? httpRequest : httpsRequest;
    const request = send(url, { ...credentials, method, headers });
    // Node.js' own `signal` gives its reason to the connection too, which nobody listens to any more once all has come.
    const abort = () => request.destroy();
    const forget = () => signal?.removeEventListener("abort", abort);
    if (signal?.aborted) abort();
    else signal?.addEventListener("abort", abort);
    request.once("close", forget);
    request.once("response", (response) => {
        response.once("end", forget);
        // The reader of the body gets the error.
        response.on("error", () => undefined);
        resolve(response);
    });
    request.on("error", (error: NodeJS.ErrnoException) => {
        const isLate = !signal?.aborted && wasClosedMeanwhile(request, error);
        reject(isLate ? new ClosedMeanwhile(error.message, { cause: error }) : error);
    });
    request.end(body?.text);
    return promise;
}
