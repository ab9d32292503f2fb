import { watch } from "node:fs";
import { open, readFile } from "node:fs/promises";
import { PassThrough, type Readable } from "node:stream";
import type Docker from "dockerode";
import { forwarderFolder, logPath } from "../../shared/forwarder-paths";
import { userFolder } from "../../shared/user-folder";
import { isAborted } from "../deadline";
import { linesOf } from "../lines-of";
import { splitLog } from "../docker/containers/split-log";
import { connectDocker } from "../docker/daemon/connect";
import { paths } from "../kubernetes/api-paths";
import { clusterApi } from "../model/sources/cluster-api";
import { type LogLine, parseLogLine } from "./log-line";
import { type LogSource } from "./log-sources";

/** The part of a log to read. */
export interface LogRange {
    /** The most existing lines to read, counted from the end. Default: all. */
    tail?: number;
    /** RFC 3339: leaves out lines that were written before. */
    since?: string;
    /** Whether to go on reading until the writer of the log ends. */
    follow: boolean;
}

/** Yields the lines of a log as they are written. A log opened again at the time of a line repeats that line. */
export function openLog({ where, resource }: LogSource, range: LogRange, signal: AbortSignal): AsyncIterable<LogLine> {
    if ("pod" in where) return podLog(resource.cluster, where, range, signal);
    if ("docker" in where) return dockerLog(where.docker, range, signal);
    return forwarderLog(forwarderFolder(userFolder(), where.forwarderOf), range, signal);
}

async function* podLog(
    cluster: string,
    { pod, namespace, container }: { pod: string; namespace: string; container: string },
    { tail, since, follow }: LogRange,
    signal: AbortSignal,
): AsyncGenerator<LogLine> {
    const api = await clusterApi(cluster);
    const query = {
        container,
        timestamps: "true",
        ...(follow && { follow: "true" }),
        ...(tail !== undefined && { tailLines: String(tail) }),
        ...(since !== undefined && { sinceTime: since }),
    };
    const path = `${paths.pods(namespace)}/${encodeURIComponent(pod)}/log`;
    for await (const line of api.lines(path, query, signal)) {
        // The kubelet sends this line in place of a log that it no longer has.
        if (!line.startsWith("unable to retrieve container logs")) yield parseLogLine(line);
    }
}

async function* dockerLog(
    name: string,
    { tail, since, follow }: LogRange,
    signal: AbortSignal,
): AsyncGenerator<LogLine> {
    const docker = await connectDocker();
    const container = docker.getContainer(name);
    const asked = {
        ...{ stdout: true, stderr: true, timestamps: true, abortSignal: signal },
        ...(tail !== undefined && { tail }),
        ...(since !== undefined && { since: Date.parse(since) / 1_000 }),
    } as Docker.ContainerLogsOptions;
    if (!follow) {
        yield* splitLog(await container.logs({ ...asked, follow: false })).map(parseLogLine);
        return;
    }
    const { Config } = await container.inspect({ abortSignal: signal } as object);
    const stream = (await container.logs({ ...asked, follow: true })) as unknown as Readable;
    try {
        for await (const line of linesOf(Config.Tty ? stream : demuxed(docker, stream))) yield parseLogLine(line);
    } finally {
        stream.destroy();
    }
}

/** Merges standard output and standard error of a container. Pauses reading while the merged stream is full. */
function demuxed(docker: Docker, stream: Readable): Readable {
    const written = new PassThrough();
    docker.modem.demuxStream(stream, written, written);
    for (const end of ["end", "close", "error"]) stream.once(end, () => written.end());
    written.on("drain", () => stream.resume());
    stream.on("data", () => {
        if (written.writableNeedDrain) stream.pause();
    });
    return written;
}

/** Reads a forwarder's log, a file that the forwarder moves aside and starts anew when it becomes long. */
async function* forwarderLog(
    folder: string,
    { tail, since = "", follow }: LogRange,
    signal: AbortSignal,
): AsyncGenerator<LogLine> {
    const path = logPath(folder);
    const written = await readFile(path, "utf8").catch(() => "");
    const lines = written
        .split("\n")
        .filter((line) => line !== "")
        .map(parseLogLine);
    yield* lines.filter(({ time }) => time >= since).slice(-(tail ?? lines.length));
    if (!follow) return;
    let done = Buffer.byteLength(written);
    let news = Promise.withResolvers<undefined>();
    const watcher = watch(folder, { signal }, () => news.resolve(undefined));
    const stop = () => news.resolve(undefined);
    watcher.on("error", stop).on("close", stop);
    let rest = "";
    while (!isAborted(signal)) {
        await news.promise;
        news = Promise.withResolvers();
        const file = await open(path).catch(() => undefined);
        if (!file) return;
        const { size } = await file.stat();
        if (size < done) done = 0;
        const { buffer } = await file.read({ buffer: Buffer.alloc(size - done), position: done });
        await file.close();
        done = size;
        const parts = `${rest}${buffer.toString("utf8")}`.split("\n");
        rest = parts.pop() ?? "";
        yield* parts.map(parseLogLine);
    }
}
