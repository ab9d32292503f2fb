import { splitLog } from "../../../../provider/docker/containers/split-log";

function frame(stream: 1 | 2, text: string): Buffer {
    const header = Buffer.alloc(8);
    header.writeUInt8(stream, 0);
    header.writeUInt32BE(Buffer.byteLength(text), 4);
    return Buffer.concat([header, Buffer.from(text)]);
}

describe("a container's log", () => {
    it("is split into lines, standard output and error in the order they came", () => {
        const log = Buffer.concat([frame(1, "one\n"), frame(2, "two\r\nthree\n"), frame(1, "\n"), frame(1, "four")]);
        expect(splitLog(log)).toEqual(["one", "two", "three", "four"]);
    });

    it("joins a line that came in two frames, within a letter too", () => {
        const letter = Buffer.from("ü");
        const halves = [frame(1, "be"), frame(1, "low\n")];
        expect(splitLog(Buffer.concat(halves))).toEqual(["below"]);
        const [first, second] = [frame(1, "."), frame(1, ".")];
        first[8] = letter.readUInt8(0);
        second[8] = letter.readUInt8(1);
        expect(splitLog(Buffer.concat([first, second]))).toEqual(["ü"]);
    });

    it("of a container with a terminal is plain text", () => {
        expect(splitLog(Buffer.from("plain\r\ntext\r\n"))).toEqual(["plain", "text"]);
    });

    it("with nothing in it has no lines", () => expect(splitLog(Buffer.alloc(0))).toEqual([]));

    it("that ends within a frame gives what is there", () => {
        expect(splitLog(Buffer.concat([frame(1, "whole\n"), frame(1, "cut off").subarray(0, 11)]))).toEqual([
            "whole",
            "cut",
        ]);
    });
});
