import { setTimeout as delay } from "node:timers/promises";
import type Docker from "dockerode";
import { Failure } from "../failure";
import { execute } from "./execute";
import { fullImageName, localhostImageName } from "./image-name";
import { isNotFound } from "./status";

/** Moves images from the daemon's store into a node's. */
export interface ImageTransfer {
    /** The id of a local image; undefined when there is none of that name. */
    imageId(image: string): Promise<string | undefined>;
    load(image: string, container: string): Promise<void>;
}

const importAttempts = 60;
const importIntervalMs = 500;

/** Streams straight from the daemon into the node's containerd; no file in between. */
export class DockerImageTransfer implements ImageTransfer {
    constructor(private readonly connect: () => Promise<Docker>) {}

    async imageId(image: string): Promise<string | undefined> {
        try {
            return (await (await this.connect()).getImage(image).inspect()).Id;
        } catch (error) {
            if (isNotFound(error)) return undefined;
            throw error;
        }
    }

    async load(image: string, container: string): Promise<void> {
        const docker = await this.connect();
        await containerdAnswers(docker, container);
        await importImage(docker, container, image, await docker.getImage(image).get());
    }
}

/**
 * Imports an archive, of Docker's own form or an OCI layout, and makes sure that the image is there. Docker's containerd
 * image store saves an index of all platforms but the content of those alone that it has; containerd takes what fits the node.
 */
export async function importImage(
    docker: Docker,
    container: string,
    image: string,
    archive: NodeJS.ReadableStream,
): Promise<void> {
    const ctr = (command: string[], input?: NodeJS.ReadableStream) =>
        execute(docker, container, ["k3s", "ctr", "images", ...command], input);
    const imported = await ctr(["import", "-"], archive);
    const refuse = (why: string[], next: string) =>
        new Failure(`The image "${image}" could not be loaded into ${container}.`, { why, next });
    if (imported.exitCode !== 0) {
        throw refuse(
            imported.output.split("\n").slice(-5),
            "look at the lines above; often the disk is full (docker system df)",
        );
    }
    const [name, ofPodman] = [fullImageName(image), localhostImageName(image)];
    const complete = await ctr(["check", "-q", `name==${name}`, `name==${ofPodman}`]);
    const names = complete.output.split("\n");
    if (ofPodman !== name && names.includes(ofPodman)) {
        const tagged = await ctr(["tag", "--force", ofPodman, name]);
        if (tagged.exitCode !== 0)
            throw refuse([tagged.output], `look whether ${container} runs, then run pulumi up again`);
    } else if (!names.includes(name)) {
        throw refuse(
            [`the import succeeded, but the node has no complete image "${name}"`],
            "look whether the daemon has the image for the node's platform (docker image inspect), and name it with its tag",
        );
    }
}

/** The node's containerd starts a moment after its container. */
async function containerdAnswers(docker: Docker, container: string): Promise<void> {
    for (let attempt = 0; attempt < importAttempts; attempt++) {
        const { State } = await docker.getContainer(container).inspect();
        if (!State.Running)
            throw new Failure(`The node ${container} is not running, so no image can be loaded into it.`);
        if ((await execute(docker, container, ["k3s", "ctr", "version"])).exitCode === 0) return;
        await delay(importIntervalMs);
    }
    throw new Failure(`containerd in the node ${container} does not answer.`, {
        next: "look at docker logs of the node",
    });
}
