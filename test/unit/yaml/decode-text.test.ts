import { decodeText, encodeText } from "../../../shared/yaml/decode-text";

const text = "a: 'ü 🚀'\r\n";
const utf16 = Buffer.from(text, "utf16le");
const bigEndian = Buffer.from(utf16).swap16();

describe("the text of a file", () => {
    it.each([
        ["UTF-8", Buffer.from(text), text, "utf-8"],
        ["UTF-8 with a byte order mark", Buffer.from(`\uFEFF${text}`), `\uFEFF${text}`, "utf-8"],
        ["UTF-16, as PowerShell writes it", Buffer.from(`\uFEFF${text}`, "utf16le"), `\uFEFF${text}`, "utf-16le"],
        ["UTF-16, big end first", Buffer.from(`\uFEFF${text}`, "utf16le").swap16(), `\uFEFF${text}`, "utf-16be"],
        ["nothing", Buffer.alloc(0), "", "utf-8"],
    ] as const)("is read in %s, and written in it", (_, bytes, decoded, encoding) => {
        expect(decodeText(bytes)).toEqual({ text: decoded, encoding });
        expect(encodeText(decoded, encoding)).toEqual(Buffer.from(bytes));
    });

    it.each([
        ["UTF-16 without a mark", utf16, "is in UTF-16 without a byte order mark; save it in UTF-8"],
        ["the other UTF-16 without a mark", bigEndian, "is in UTF-16 without a byte order mark; save it in UTF-8"],
        ["UTF-32", Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]), "is in UTF-32; save it in UTF-8"],
        ["the other UTF-32", Buffer.from([0, 0, 0xfe, 0xff, 0, 0, 0, 0x61]), "is in UTF-32; save it in UTF-8"],
        ["Latin-1", Buffer.from("a: ü", "latin1"), /^is not all UTF-8: .*; save it in UTF-8$/],
        ["half of a UTF-16", Buffer.from([0xff, 0xfe, 0x61]), /^is not all UTF-16: .*; save it in UTF-8$/],
    ])("is refused in %s, by the name of the encoding", (_, bytes, problem) => {
        expect(decodeText(bytes)).toEqual({
            problem: typeof problem === "string" ? problem : (expect.stringMatching(problem) as string),
        });
    });

    it("has U+FFFD for what stands for nothing, where kubectl takes that", () => {
        expect(decodeText(Buffer.from("a: ü", "latin1"), true)).toMatchObject({ text: "a: \uFFFD" });
    });
});
