import { type Readable } from "node:stream";

/** Yields the lines of a stream of text, including a last line without a line break. */
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
