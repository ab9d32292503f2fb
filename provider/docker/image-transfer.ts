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

const containerdSocket = "/run/k3s/containerd/containerd.sock";
const secondsForContainerd = 60;
const millisecondsToStop = 1000;

/**
 * The node's containerd starts a moment after its container: the shell waits for its socket, and `ctr` says what is wrong
 * when there is none. All in one, because each exec, and each start of `ctr`, takes as long as a small image.
 */
const importAndCheck = `
for _ in $(seq ${secondsForContainerd * 10}); do
    [ -S ${containerdSocket} ] && break
    sleep 0.1
done
k3s ctr images import - || exit
k3s ctr images check -q "$@" || true`;

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
        await expectRunning(docker, container, image);
        try {
            await importImage(docker, container, image, () => docker.getImage(image).get());
        } catch (error) {
            // What the daemon and a killed shell say of a container that has just stopped says less.
            if (await stopsSoon(docker, container)) throw notRunning(container, image);
            throw error;
        }
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
    openArchive: () => Promise<NodeJS.ReadableStream>,
): Promise<void> {
    const refuse = (why: string[], next: string) =>
        new Failure(`The image "${image}" could not be loaded into ${container}.`, { why, next });
    const [name, ofPodman] = [fullImageName(image), localhostImageName(image)];
    const command = ["sh", "-c", importAndCheck, "sh", `name==${name}`, `name==${ofPodman}`];
    const { exitCode, output } = await execute(docker, container, command, openArchive);
    const lines = output.split("\n");
    if (exitCode !== 0) {
        throw refuse(lines.slice(-5), "look at the lines above; often the disk is full (docker system df)");
    }
    if (ofPodman !== name && lines.includes(ofPodman)) {
        const tag = ["k3s", "ctr", "images", "tag", "--force", ofPodman, name];
        const tagged = await execute(docker, container, tag);
        if (tagged.exitCode !== 0)
            throw refuse([tagged.output], `look whether ${container} runs, then run pulumi up again`);
    } else if (!lines.includes(name)) {
        throw refuse(
            [`the import succeeded, but the node has no complete image "${name}"`],
            "look whether the daemon has the image for the node's platform (docker image inspect), and name it with its tag",
        );
    }
}

async function expectRunning(docker: Docker, container: string, image: string): Promise<void> {
    const { State } = await docker.getContainer(container).inspect();
    if (!State.Running) throw notRunning(container, image);
}

/** A killed container ends its execs a moment before the daemon counts it as stopped. */
async function stopsSoon(docker: Docker, container: string): Promise<boolean> {
    const abortSignal = AbortSignal.timeout(millisecondsToStop);
    try {
        await docker.getContainer(container).wait({ condition: "not-running", abortSignal });
        return true;
    } catch (error) {
        if (abortSignal.aborted) return false;
        throw error;
    }
}

const notRunning = (container: string, image: string) =>
    new Failure(`The image "${image}" could not be loaded into ${container}, which is not running.`, {
        next: `look at docker logs ${container}, then run pulumi up again: it starts the node`,
    });
