import type Docker from "dockerode";
import { Failure } from "../../failure";
import { ask, imagePath } from "./daemon-registry";
import { imageIdsOf, type InspectedImage } from "./image-ids";
import { importImage } from "./import-image";
import { isNotFound, unlessGone } from "../daemon/status";

/** Moves images from the daemon's store into a node's. */
export interface ImageTransfer {
    /**
     * Returns the ids of a local image, as `imageIdsOf` returns them, or undefined when there is no image of that name.
     */
    imageIds(image: string): Promise<string[] | undefined>;
    load(image: string, container: string): Promise<void>;
}

const millisecondsToStop = 1000;

/** Streams images straight from the daemon into the node's containerd, without a file in between. */
export class DockerImageTransfer implements ImageTransfer {
    constructor(private readonly connect: () => Promise<Docker>) {}

    async imageIds(image: string): Promise<string[] | undefined> {
        const docker = await this.connect();
        // dockerode's own `inspect` accepts the option, but does not pass it on.
        const path = `/images/${imagePath(image)}/json?manifests=true`;
        const found = await unlessGone(ask<InspectedImage>(docker, path));
        return found && imageIdsOf(found);
    }

    async load(image: string, container: string): Promise<void> {
        const docker = await this.connect();
        await expectRunning(docker, container, image);
        try {
            await importImage(docker, container, image, () => save(docker, image));
        } catch (error) {
            // When the container has just stopped, the errors of the daemon and of a killed shell say less.
            if (await stopsSoon(docker, container)) throw notRunning(container, image);
            throw error;
        }
    }
}

/**
 * Opens the image's archive. The image may have been deleted since it was checked; daemons report that in different
 * ways.
 */
async function save(docker: Docker, image: string): Promise<NodeJS.ReadableStream> {
    try {
        return await docker.getImage(image).get();
    } catch (error) {
        throw isNotFound(error) ? missingImage(image) : error;
    }
}

export function missingImage(image: string): Failure {
    return new Failure(`The Docker daemon has no image "${image}" to load into the cluster (images).`, {
        next: `build it, or docker pull ${image}; then run pulumi up again`,
    });
}

async function expectRunning(docker: Docker, container: string, image: string): Promise<void> {
    try {
        const { State } = await docker.getContainer(container).inspect();
        if (!State.Running) throw notRunning(container, image);
    } catch (error) {
        if (!isNotFound(error)) throw error;
        throw new Failure(
            `The image "${image}" could not be loaded into ${container}, which does not exist any more.`,
            {
                next: "run pulumi up again: it creates the node again",
            },
        );
    }
}

/**
 * Reports whether the container stops within a second. A killed container ends its execs a moment before the daemon
 * counts it as stopped.
 */
async function stopsSoon(docker: Docker, container: string): Promise<boolean> {
    const abortSignal = AbortSignal.timeout(millisecondsToStop);
    try {
        await docker.getContainer(container).wait({ condition: "not-running", abortSignal });
        return true;
    } catch (error) {
        if (abortSignal.aborted) return false;
        if (isNotFound(error)) return true;
        throw error;
    }
}

const notRunning = (container: string, image: string) =>
    new Failure(`The image "${image}" could not be loaded into ${container}, which is not running.`, {
        next: `look at docker logs ${container}, then run pulumi up again: it starts the node`,
    });
