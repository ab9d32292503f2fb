import { type Readable } from "node:stream";

/** The lines of a stream of text; the last one too where nothing ends it. */
export async function* linesOf(stream: Readable): AsyncGenerator<string, undefined> {
    let rest = "";
    for await (const chunk of stream.setEncoding("utf8") as AsyncIterable<string>) {
        const lines = `${rest}${chunk}`.split("\n");
        rest = lines.pop() ?? "";
        yield* lines;
    }
    if (rest !== "") yield rest;
    return undefined;
}
