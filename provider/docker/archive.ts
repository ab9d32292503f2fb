import { posix } from "node:path";
import { pipeline } from "node:stream/promises";
import { buffer } from "node:stream/consumers";
import type Docker from "dockerode";
import { extract } from "tar-stream";
import { isNotFound } from "./status";

/** Docker does not follow a link at the end of a path; more than this many are a circle. */
const mostLinks = 5;

/** The text of one file in a container, running or not, through links; undefined when there is no such file. */
export async function readContainerFile(
    container: Docker.Container,
    path: string,
    links = mostLinks,
): Promise<string | undefined> {
    const found = await readEntry(container, path);
    if (found?.link === undefined) return found?.text;
    return links > 0
        ? readContainerFile(container, posix.resolve(posix.dirname(path), found.link), links - 1)
        : undefined;
}

interface Entry {
    text?: string;
    link?: string;
}

async function readEntry(container: Docker.Container, path: string): Promise<Entry | undefined> {
    let archive: NodeJS.ReadableStream;
    try {
        archive = await container.getArchive({ path });
    } catch (error) {
        if (isNotFound(error)) return undefined;
        throw error;
    }
    let found: Entry | undefined;
    const reader = extract();
    reader.on("entry", (header, stream, next) => {
        buffer(stream).then(
            (content) => {
                if (header.type === "file") found = { text: content.toString("utf8") };
                if (header.type === "symlink") found = { link: header.linkname };
                next();
            },
            (error: unknown) => reader.destroy(error as Error),
        );
    });
    await pipeline(archive, reader);
    return found;
}
