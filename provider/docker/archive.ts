import { pipeline } from "node:stream/promises";
import { buffer } from "node:stream/consumers";
import type Docker from "dockerode";
import { extract } from "tar-stream";
import { isNotFound } from "./status";

/** The text of one file in a container, running or not; undefined when there is no such file. */
export async function readContainerFile(container: Docker.Container, path: string): Promise<string | undefined> {
    let archive: NodeJS.ReadableStream;
    try {
        archive = await container.getArchive({ path });
    } catch (error) {
        if (isNotFound(error)) return undefined;
        throw error;
    }
    let text: string | undefined;
    const reader = extract();
    reader.on("entry", (header, stream, next) => {
        buffer(stream).then(
            (content) => {
                if (header.type === "file") text = content.toString("utf8");
                next();
            },
            (error: unknown) => reader.destroy(error as Error),
        );
    });
    await pipeline(archive, reader);
    return text;
}
