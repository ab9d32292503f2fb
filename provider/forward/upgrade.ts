import { request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders } from "node:http";
import { request, type RequestOptions } from "node:https";
import { type Duplex } from "node:stream";
import { connectionError } from "../kubernetes/errors";
import { wasClosedMeanwhile } from "../kubernetes/exchange";

const handshakeMs = 10_000;

/** A server's answer to an upgrade request. */
export type Answer =
    | { isUpgraded: true; response: IncomingMessage; socket: Duplex; head: Buffer }
    | { isUpgraded: false; response: IncomingMessage };

/** Requests an upgrade to another protocol from the API server. */
export function upgrade(
    url: URL,
    credentials: RequestOptions,
    method: "GET" | "POST",
    headers: OutgoingHttpHeaders,
): Promise<Answer> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const own = credentials.headers as OutgoingHttpHeaders | undefined;
    const options = { ...credentials, method, headers: { ...own, ...headers }, timeout: handshakeMs };
    const asked = (url.protocol === "http:" ? httpRequest : request)(url, options);
    asked.on("upgrade", (response, socket, head) => {
        socket.setNoDelay(true).setTimeout(0);
        resolve({ isUpgraded: true, response, socket, head });
    });
    asked.on("response", (response) => resolve({ isUpgraded: false, response }));
    asked.on("timeout", () => asked.destroy(new Error(`no answer for ${handshakeMs / 1_000} s`)));
    asked.on("error", (error: NodeJS.ErrnoException) => {
        if (wasClosedMeanwhile(asked, error)) resolve(upgrade(url, credentials, method, headers));
        else reject(connectionError(url.origin, error));
    });
    asked.end();
    return promise;
}
