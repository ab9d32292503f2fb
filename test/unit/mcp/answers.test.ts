import { answerText, longestAnswer } from "../../../provider/mcp/answer-text";
import { bounded, leftOutNote } from "../../../provider/mcp/bounded";

describe("a bounded list", () => {
    const items = ["one", "two", "three"];

    it("keeps all that fits, from either end, and counts the rest", () => {
        expect(bounded(items, { most: 3, characters: 100 })).toEqual({ kept: items, leftOut: 0 });
        expect(bounded(items, { most: 2, characters: 100 })).toEqual({ kept: ["one", "two"], leftOut: 1 });
        expect(bounded(items, { most: 2, characters: 100, fromEnd: true })).toEqual({
            kept: ["two", "three"],
            leftOut: 1,
        });
        // With their quotes, "one" and "two" have ten characters.
        expect(bounded(items, { most: 3, characters: 10 }).kept).toEqual(["one", "two"]);
        expect(bounded(items, { most: 3, characters: 9 }).kept).toEqual(["one"]);
        expect(bounded(items, { most: 3, characters: 0 })).toEqual({ kept: [], leftOut: 3 });
    });

    it("tells of what was left out, and of nothing else", () => {
        expect(leftOutNote(0, "lines", "ask for fewer")).toEqual({});
        expect(leftOutNote(2, "lines", "ask for fewer")).toEqual({ cut: "2 lines were left out: ask for fewer" });
    });
});

describe("an answer", () => {
    it("has no known secret, nothing of a secret's form, and stays JSON", () => {
        const answer = {
            why: "exit 1: login with hunter22-known failed",
            lines: ["PASSWORD=another", 'say "hunter22-known"'],
        };
        const text = answerText(answer, ["hunter22-known"]);
        expect(JSON.parse(text)).toEqual({
            why: "exit 1: login with [redacted] failed",
            lines: ["PASSWORD=[redacted]", 'say "[redacted]"'],
        });
        expect(answerText("token: hunter22-known\nnext", ["hunter22-known"])).toBe("token: [redacted]\nnext");
    });

    it("spells what a terminal would obey or show in another order", () => {
        const hostile = "\u001b[2J\u202eevil\u0007";
        expect(answerText({ hostile }, [])).toBe('{"hostile":"\\u001b[2J\\u202eevil\\u0007"}');
        expect(JSON.parse(answerText({ hostile }, []))).toEqual({ hostile });
        expect(answerText(`one\n${hostile}`, [])).toBe("one\n\\x1b[2J\\u202eevil\\x07");
    });

    it("is cut where it is too long, and says so", () => {
        const text = answerText("a ".repeat(longestAnswer), []);
        expect(text).toHaveLength(longestAnswer + text.length - text.lastIndexOf("\n"));
        expect(text).toContain(`\n[cut: ${longestAnswer} more characters; ask for less]`);
    });
});
