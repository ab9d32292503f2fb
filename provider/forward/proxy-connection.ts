import { type Socket } from "node:net";
import { type Duplex } from "node:stream";

/**
 * How long nothing must have come from the pod before it is told that the client has ended its direction: containerd passes
 * that on to nobody, but ends the other direction a second later, in the midst of an answer. Where the pod has spoken last, the
 * client has most likely closed its connection, and there is no answer to come.
 */
const [answerMs, answeredMs] = [2_000, 100];

/**
 * Carries bytes both ways until both directions have ended; the pod's may end first, and the client's too. What breaks on
 * one side is broken on the other: a client never takes a broken answer for a whole one. Rejects with the pod's side's reason.
 *
 * @param options.holdsEndBack whether the pod's side is told late that the client has ended its direction
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
    // It may have been refused before it came here.
    if (pod.closed) podClosed();
    else pod.once("close", podClosed);
    return promise;
}
