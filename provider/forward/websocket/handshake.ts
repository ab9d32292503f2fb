import { createHash, randomBytes } from "node:crypto";
import { type IncomingHttpHeaders } from "node:http";

/** The GUID of RFC 6455, section 1.3. */
const acceptSuffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

/**
 * Returns the headers that request a WebSocket with a subprotocol, and a function that reports whether an answer's
 * headers accept it.
 */
export function handshake(subprotocol: string) {
    const key = randomBytes(16).toString("base64");
    const accept = createHash("sha1")
        .update(key + acceptSuffix)
        .digest("base64");
    return {
        headers: {
            Connection: "Upgrade",
            Upgrade: "websocket",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": key,
            "Sec-WebSocket-Protocol": subprotocol,
        },
        isAccepted: (headers: IncomingHttpHeaders) =>
            headers["sec-websocket-accept"] === accept && headers["sec-websocket-protocol"] === subprotocol,
    };
}
