import { type Duplex } from "node:stream";
import { text } from "node:stream/consumers";
import { type SpdyConnection } from "./spdy/connection";

let requests = 0;

/**
 * One connection to a port of a pod. The kubelet takes two streams for it, which it knows to belong together by their
 * number: one for the bytes, and one on which it says why they cannot be carried, and that ends when both directions have.
 */
export function openPort(connection: SpdyConnection, port: number): Duplex {
    const headers = { port: String(port), requestid: String(requests++) };
    const error = connection.open({ ...headers, streamtype: "error" }, { isLast: true });
    const data = connection.open({ ...headers, streamtype: "data" });
    const verdict = text(error).then(
        (why) => {
            if (why === "") data.finish();
            else data.destroy(new Error(why.trim()));
        },
        (broken: unknown) => {
            data.destroy(broken as Error);
        },
    );
    data.awaitVerdict(verdict);
    data.once("close", () => error.destroy());
    return data;
}
