import { type Socket } from "node:net";
import { type Duplex } from "node:stream";

/**
 * How long the pod must have been silent before it learns that the client has ended its direction. containerd does not
 * pass that end on to the process, but ends the other direction a second later, in the middle of an answer. When the
 * pod has sent the last bytes, the client has most likely closed its connection, and no answer is expected.
 */
const [answerMs, answeredMs] = [2_000, 100];

/**
 * Carries bytes both ways until both directions have ended; either side may end first. A break on one side breaks the
 * other side as well, so that a client never takes a broken answer for a complete one. Rejects with the reason of a
 * break on the pod's side.
 *
 * @param options.holdsEndBack whether the end of the client's direction is passed on to the pod's side with a delay
 */
export function proxyConnection(
    client: Socket,
    pod: Duplex,
    { holdsEndBack = true }: { holdsEndBack?: boolean } = {},
): Promise<undefined> {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    let reason: Error | undefined;
    let ending: NodeJS.Timeout | undefined;

    pod.pipe(client);
    client.pipe(pod, { end: false });
    let hasPodSpokenLast = false;
    client.on("data", () => (hasPodSpokenLast = false));
    pod.on("data", () => {
        hasPodSpokenLast = true;
        ending?.refresh();
    });
    client.once("end", () => {
        if (pod.readableEnded || !holdsEndBack) pod.end();
        else ending = setTimeout(() => pod.end(), hasPodSpokenLast ? answeredMs : answerMs);
    });
    pod.once("end", () => {
        if (client.readableEnded) pod.end();
    });

    client.once("close", () => {
        const isWhole = client.readableEnded && client.writableFinished;
        if (!isWhole) pod.destroy();
        resolve(undefined);
    });
    pod.on("error", (error) => (reason ??= error));
    const podClosed = () => {
        clearTimeout(ending);
        if (pod.readableEnded) {
            client.destroySoon();
        } else {
            client.resetAndDestroy();
            reason ??= pod.errored ?? undefined;
            if (reason) reject(reason);
        }
    };
    // The pod may have refused the connection before this function was called.
    if (pod.closed) podClosed();
    else pod.once("close", podClosed);
    return promise;
}
