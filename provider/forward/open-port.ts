import { once } from "node:events";
import { type Duplex } from "node:stream";
import { AwakeLimit } from "../awake-limit";
import { type SpdyConnection } from "./spdy";

let requests = 0;
const answerMs = 3_000;

/**
 * Opens one connection to a port of a pod. The kubelet takes two streams for it, matched by their request id: one for
 * the bytes, and one for the error when they cannot be carried, which ends when both directions have ended.
 *
 * Bytes for a port that cannot be carried are never read by the kubelet, and some kubelets handle nothing that comes
 * after them, so such a connection takes no more streams. Rejects when the kubelet does not answer at all; nothing has
 * been sent then.
 *
 * @param silenceMs after how long without an answer
 */
export async function openPort(connection: SpdyConnection, port: number, silenceMs = answerMs): Promise<Duplex> {
    const headers = { port: String(port), requestid: String(requests++) };
    const error = connection.open({ ...headers, streamtype: "error" }, { isLast: true });
    const data = connection.open({ ...headers, streamtype: "data" });
    const verdict = wordsOn(error).then((why) => {
        if (why === "") {
            data.finish();
        } else {
            connection.retire();
            data.destroy(new Error(why.trim()));
        }
    });
    data.awaitVerdict(verdict);
    error.once("error", (broken) => data.destroy(broken));
    // The proxy may attach after the stream has failed, and sees the failure in `errored`.
    data.on("error", () => undefined);
    data.once("close", () => error.destroy());
    const silence = new AwakeLimit(silenceMs);
    silence.signal.addEventListener("abort", () => {
        connection.retire();
        data.destroy(new Error(`no answer for ${silenceMs / 1_000} s`));
    });
    await once(data, "reply").finally(() => silence.end());
    return data;
}

/** Returns everything that is written on a stream until its end. Never settles when the stream breaks before. */
function wordsOn(stream: Duplex): Promise<string> {
    const { promise, resolve } = Promise.withResolvers<string>();
    let words = "";
    stream.setEncoding("utf8");
    stream.on("data", (chunk: string) => (words += chunk));
    stream.once("end", () => resolve(words));
    return promise;
}
