import { pipeline } from "node:stream/promises";
import { PassThrough } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import type Docker from "dockerode";
import { Failure } from "../failure";
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
        await containerdAnswers(docker.getContainer(container));
        const archive = await docker.getImage(image).get();
        const { exitCode, output } = await execute(docker, container, ["k3s", "ctr", "images", "import", "-"], archive);
        if (exitCode === 0) return;
        throw new Failure(`The image "${image}" could not be loaded into ${container}.`, {
            why: output.split("\n").slice(-5),
            next: "look at the lines above; often the disk is full (docker system df)",
        });
    }
}

/** The node's containerd starts a moment after its container. */
async function containerdAnswers(container: Docker.Container): Promise<void> {
    for (let attempt = 0; attempt < importAttempts; attempt++) {
        const { State } = await container.inspect();
        if (!State.Running)
            throw new Failure(`The node ${container.id} is not running, so no image can be loaded into it.`);
        const exec = await container.exec({ Cmd: ["k3s", "ctr", "version"], AttachStdout: true, AttachStderr: true });
        const stream = await exec.start({});
        await drain(stream);
        if ((await exec.inspect()).ExitCode === 0) return;
        await delay(importIntervalMs);
    }
    throw new Failure(`containerd in the node ${container.id} does not answer.`, {
        next: "look at docker logs of the node",
    });
}

async function drain(stream: NodeJS.ReadableStream): Promise<string> {
    let text = "";
    for await (const chunk of stream) text += String(chunk);
    return text;
}

async function execute(
    docker: Docker,
    name: string,
    command: string[],
    input: NodeJS.ReadableStream,
): Promise<{ exitCode: number; output: string }> {
    const exec = await docker
        .getContainer(name)
        .exec({ Cmd: command, AttachStdin: true, AttachStdout: true, AttachStderr: true });
    const stream = await exec.start({ hijack: true, stdin: true });
    const text = new PassThrough();
    docker.modem.demuxStream(stream, text, text);
    const output = drain(text);
    stream.on("end", () => text.end());
    await pipeline(input, stream, { end: true });
    const finished = await output;
    return { exitCode: (await exec.inspect()).ExitCode ?? 1, output: finished.trim() };
}
