import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import type Docker from "dockerode";

/** The result of a command: its exit code, and its standard output and error together. */
export interface Ended {
    exitCode: number;
    output: string;
}

/**
 * Runs a command in a running container, with a standard input if one is given. The command need not read all of it.
 */
export async function execute(
    docker: Docker,
    container: string,
    command: string[],
    openInput?: () => Promise<NodeJS.ReadableStream>,
): Promise<Ended> {
    const exec = await docker
        .getContainer(container)
        .exec({ Cmd: command, AttachStdin: openInput !== undefined, AttachStdout: true, AttachStderr: true });
    const stream = await exec.start(openInput ? { hijack: true, stdin: true } : {});
    const written = new PassThrough();
    docker.modem.demuxStream(stream, written, written);
    const output = text(written);
    const ended = new AbortController();
    const end = () => {
        written.end();
        ended.abort();
    };
    stream.once("end", end).once("close", end);
    let refused: unknown;
    let broken: unknown;
    openInput?.()
        .catch((error: unknown) => {
            refused = error;
            throw error;
        })
        .then((input) => pipeline(input, stream, { signal: ended.signal }))
        .catch((error: unknown) => {
            if (!ended.signal.aborted) broken = error;
            stream.destroy();
        });
    const finished = await output;
    const { ExitCode } = await exec.inspect();
    // When the input could not be opened, the command's own error says less than that failure.
    if (refused) throw refused as Error;
    if (ExitCode === null && broken) throw broken as Error;
    return { exitCode: ExitCode ?? 1, output: finished.trim() };
}
