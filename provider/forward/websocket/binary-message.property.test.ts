import * as fc from "fast-check";
import { Receiver } from "ws";
import { binaryMessage } from "./binary-message";
import { propertyRuns } from "../../../test/support/property-runs";

/** Returns what the server of the library ws receives. */
async function received(frame: Buffer): Promise<Buffer> {
    const receiver = new Receiver({ isServer: true, maxPayload: 1 << 24 });
    const message = new Promise<Buffer>((resolve, reject) => receiver.on("message", resolve).on("error", reject));
    receiver.end(frame);
    return message;
}

const chunks = fc.array(
    fc.uint8Array({ maxLength: 50 }).map((bytes) => Buffer.from(bytes)),
    { maxLength: 8 },
);

it("a message is what a server reads, however it was put together", async () => {
    await fc.assert(
        fc.asyncProperty(chunks, async (parts) => {
            expect(await received(binaryMessage(parts))).toEqual(Buffer.concat(parts));
        }),
        propertyRuns,
    );
});

it.each([0, 1, 125, 126, 127, 65_535, 65_536, 1_000_003])("a message may have %d bytes", async (length) => {
    const bytes = Buffer.from(Array.from({ length }, (_, index) => index % 251));
    expect((await received(binaryMessage([bytes]))).equals(bytes)).toBe(true);
});

it("a message does not look like what is in it, nor like the one before", () => {
    const bytes = Buffer.from("the same, the same, the same");
    const frames = Array.from({ length: 4 }, () => binaryMessage([bytes]).toString("latin1"));
    expect(frames.filter((frame) => frame.includes("the same"))).toEqual([]);
    expect(new Set(frames).size).toBe(4);
});
