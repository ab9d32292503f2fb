import { printable, printableJson } from "../../../../provider/cli/terminal/printable";

it.each([
    ["clears the screen", "\u001b[2Jhello", "\\x1b[2Jhello"],
    ["sets the title", "\u001b]0;owned\u0007", "\\x1b]0;owned\\x07"],
    ["goes back to overwrite", "safe\rdanger\b", "safe\\x0ddanger\\x08"],
    ["begins another line", "one\ntwo", "one\\x0atwo"],
    ["uses an 8-bit control", "\u009b2J\u0085", "\\x9b2J\\x85"],
    ["turns the direction", "\u202eevil\u2066", "\\u202eevil\\u2066"],
    ["is half a character", "\ud800x", "\\ud800x"],
    ["deletes", "\u007f", "\\x7f"],
])("a text that %s only shows", (_, text, shown) => {
    expect(printable(text)).toBe(shown);
});

it("colours are left out, tabs are spaces, and other text stays", () => {
    expect(printable("\u001b[1;31mred\u001b[0m\tgrün 漢字 😀")).toBe("red    grün 漢字 😀");
});

it("JSON stays the same value, and is obeyed by no terminal", () => {
    const value = { text: "a\u001b[2J\u009b\u202e\u007f\n" };
    const json = printableJson(JSON.stringify(value, undefined, 2));
    expect(JSON.parse(json)).toEqual(value);
    expect(json).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
});
