import { type ClientRequest, type IncomingMessage, request as httpRequest } from "node:http";
import { request as httpsRequest, type RequestOptions } from "node:https";

/** One HTTP request with its credentials. */
export interface Exchange {
    method: string;
    url: URL;
    credentials: RequestOptions;
    /** The body and its content type; undefined when nothing is sent. */
    body?: { type: string; text: string };
    /** The accepted content type of the answer. */
    accept?: string;
    signal?: AbortSignal;
}

/** Sends a request. Sends it once more when the server closed a kept-alive connection at the same moment. */
export async function exchange(asked: Exchange): Promise<IncomingMessage> {
    try {
        return await ask(asked);
    } catch (error) {
        if (!(error instanceof ClosedMeanwhile)) throw error;
        return ask(asked);
    }
}

class ClosedMeanwhile extends Error {}

/** Reports whether the server closed a kept-alive connection at the same moment: it has not seen the request. */
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
    // Node.js' own `signal` also passes its reason to the connection, where nobody handles it once the answer has
    // ended.
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
