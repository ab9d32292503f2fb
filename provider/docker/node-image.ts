import { finished } from "node:stream/promises";
import type Docker from "dockerode";
import { isNotFound } from "./status";

/** Pulls with many layers on a slow line take long; one that hangs has to end. */
const pullTimeoutMs = 20 * 60_000;

/** What to do where the daemon neither has the node image nor can pull it. */
export const nodeImageRemedy =
    "correct version, image or the configuration k3s:image; or bring the image to the daemon (docker login, docker load)";

/** Whether the daemon has an image of that name. */
export async function hasImage(docker: Docker, image: string): Promise<boolean> {
    try {
        await docker.getImage(image).inspect();
        return true;
    } catch (error) {
        if (isNotFound(error)) return false;
        throw error;
    }
}

/** Pulls an image without credentials; what kept the daemon from it, or undefined when it has the image now. */
export async function pull(docker: Docker, image: string): Promise<string | undefined> {
    let problem: string | undefined;
    try {
        const stream = await docker.pull(image, {
            abortSignal: AbortSignal.timeout(pullTimeoutMs),
        });
        // The daemon answers 200 before it begins; a failure later on is the stream's last event.
        docker.modem.followProgress(
            stream,
            () => undefined,
            ({ error }: { error?: string }) => (problem = error ?? problem),
        );
        await finished(stream);
        return problem;
    } catch (error) {
        return problem ?? daemonMessage(error as Error);
    }
}

/** The daemon's own words, without what the client puts before them. */
export function daemonMessage({ message }: Error): string {
    return message.replace(/^\(HTTP code \d+\) .*? - /, "").trim();
}
