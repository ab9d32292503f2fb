import { Readable } from "node:stream";
import type Docker from "dockerode";
import * as fc from "fast-check";
import { pack } from "tar-stream";
import { mostBytes, readContainerFile } from "../../../../provider/docker/containers/archive";
import { Failure } from "../../../../provider/failure";
import { propertyRuns } from "../../../support/property-runs";

/** The bytes of an archive beside a file's text: its header, the rest of its last block, and the end of the archive. */
const overhead = 512 + 512 + 1024;

/** Returns a container whose daemon sends these bytes as the archive of every path. */
function container(archive: Buffer): Docker.Container {
    return { getArchive: () => Promise.resolve(Readable.from([archive])) } as unknown as Docker.Container;
}

async function archiveOf(entries: { name: string; text: string; link?: string }[]): Promise<Buffer> {
    const archive = pack();
    for (const { name, text, link } of entries) {
        if (link === undefined) archive.entry({ name }, text);
        else archive.entry({ name, type: "symlink", linkname: link });
    }
    archive.finalize();
    const chunks: Buffer[] = [];
    for await (const chunk of archive) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
}

const names = fc.string({ minLength: 1, maxLength: 60 }).filter((name) => !name.includes("\0"));
const entries = fc.array(
    fc.record({ name: names, text: fc.string({ maxLength: 600 }), link: fc.option(names, { nil: undefined }) }),
    { maxLength: 4 },
);
const changes = fc.array(fc.tuple(fc.nat(3_000), fc.nat(255)), { maxLength: 8 });

it("the archive of a file is its text", async () => {
    await fc.assert(
        fc.asyncProperty(names, fc.string({ maxLength: 600 }), async (name, text) => {
            const archive = await archiveOf([{ name, text }]);
            expect(await readContainerFile(container(archive), "/file")).toBe(text);
        }),
        propertyRuns,
    );
});

it("a link that leads to itself is no file", async () => {
    const archive = await archiveOf([{ name: "file", text: "", link: "file" }]);
    expect(await readContainerFile(container(archive), "/file")).toBeUndefined();
});

it("an archive that is cut off or broken is text, none, or an error, and never waited for", async () => {
    await fc.assert(
        fc.asyncProperty(entries, changes, fc.nat(5_000), async (all, broken, end) => {
            const archive = Buffer.from(await archiveOf(all));
            for (const [at, value] of broken) if (at < archive.length) archive[at] = value;
            const read = readContainerFile(container(archive.subarray(0, end)), "/file");
            const found = await read.catch((error: unknown) => error);
            expect(found === undefined || typeof found === "string" || found instanceof Error).toBe(true);
        }),
        propertyRuns,
    );
}, 60_000);

it("an archive that is larger than any file of ours is one error, and is not read to its end", async () => {
    const sizes = fc.record({
        chunk: fc.integer({ min: 1_000, max: 200_000 }),
        size: fc.integer({ min: 0, max: 4 * mostBytes }),
    });
    await fc.assert(
        fc.asyncProperty(sizes, async ({ chunk, size }) => {
            const archive = await archiveOf([{ name: "file", text: "a".repeat(size) }]);
            let sent = 0;
            const chunks = function* () {
                for (; sent < archive.length; sent += chunk) yield archive.subarray(sent, sent + chunk);
            };
            const stream = Readable.from(chunks(), { highWaterMark: 1 });
            const container = { getArchive: () => Promise.resolve(stream) } as unknown as Docker.Container;
            const found = await readContainerFile(container, "/file").catch((error: unknown) => error);
            if (size + overhead <= mostBytes) expect(found).toHaveLength(size);
            if (size > mostBytes) {
                expect(found).toBeInstanceOf(Failure);
                expect((found as Failure).message).toMatch(/The file \/file in a container is too large.*\nNext: /);
            }
            expect(sent).toBeLessThan(mostBytes + 4 * chunk);
        }),
        { ...propertyRuns, numRuns: Math.min(propertyRuns.numRuns, 100) },
    );
}, 60_000);
