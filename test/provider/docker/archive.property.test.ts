import { Readable } from "node:stream";
import type Docker from "dockerode";
import * as fc from "fast-check";
import { pack } from "tar-stream";
import { readContainerFile } from "../../../provider/docker/archive";
import { propertyRuns } from "../../support/property-runs";

/** A container whose daemon sends that as the archive of every path. */
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
