import { posix } from "node:path";
import { pipeline } from "node:stream/promises";
import { buffer } from "node:stream/consumers";
import type Docker from "dockerode";
import { extract } from "tar-stream";
import { Failure } from "../../failure";
import { unlessGone } from "../daemon/status";

/** Docker does not follow a link at the end of a path; a chain of more links than this is a cycle. */
const mostLinks = 5;

/** The files that are read are kubeconfigs, tokens and settings of a few KB; a larger file is something else. */
export const mostBytes = 1024 * 1024;

/**
 * Returns the text of one file in a container, running or not. Follows links. Returns undefined when there is no such
 * file.
 */
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
    const archive = await unlessGone(container.getArchive({ path }));
    if (!archive) return undefined;
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
    await pipeline(archive, (chunks) => bounded(chunks as AsyncIterable<Buffer>, path), reader);
    return found;
}

/** Passes an archive on, and fails when it is too large, instead of holding it in memory. */
async function* bounded(archive: AsyncIterable<Buffer>, path: string): AsyncGenerator<Buffer> {
    let bytes = 0;
    for await (const chunk of archive) {
        bytes += chunk.length;
        if (bytes > mostBytes) {
            throw new Failure(`The file ${path} in a container is too large: more than ${mostBytes / 1024} KiB.`, {
                next: "find out what wrote it there, and remove the container: the next pulumi up creates it again",
            });
        }
        yield chunk;
    }
}
