import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import type Docker from "dockerode";

/** How a command ended, and what it wrote, standard output and error together. */
export interface Ended {
    exitCode: number;
    output: string;
}

/** Runs a command in a running container, with its standard input where there is any to give. */
export async function execute(
    docker: Docker,
    container: string,
    command: string[],
    input?: NodeJS.ReadableStream,
): Promise<Ended> {
    const exec = await docker
        .getContainer(container)
        .exec({ Cmd: command, AttachStdin: input !== undefined, AttachStdout: true, AttachStderr: true });
    const stream = await exec.start(input ? { hijack: true, stdin: true } : {});
    const written = new PassThrough();
    docker.modem.demuxStream(stream, written, written);
    const output = text(written);
    stream.on("end", () => written.end());
    if (input) await pipeline(input, stream, { end: true });
    const finished = await output;
    return { exitCode: (await exec.inspect()).ExitCode ?? 1, output: finished.trim() };
}
