import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const bin = join(__dirname, "../../../bin");
const textOf = (name: string) => readFileSync(join(bin, name), "utf8");

const shell = textOf("pulumi-resource-k3s");
/** Nothing here runs it. */
const windows = textOf("pulumi-resource-k3s.cmd");

const programsIn = (text: string) =>
    Array.from(text.replaceAll("\\", "/").matchAll(/dist\/(provider\/\w+\/main)\.js/g));
const messagesIn = (text: string) =>
    text
        .replaceAll(/\^(?=[()])/g, "")
        .match(/there is no node on the PATH|install (?:Node\.js|the package)[^"\n]*?(?="| 1>&2)/g);

describe("the start script for Windows", () => {
    it("starts what the other one does", () => {
        const named = programsIn(windows).map(([, path = ""]) => path);
        expect(named.toSorted()).toEqual(
            programsIn(shell)
                .map(([, path = ""]) => path)
                .toSorted(),
        );
        for (const path of named) expect(existsSync(join(bin, "..", `${path}.ts`))).toBe(true);
    });

    it("says what the other one does where it cannot", () => {
        expect(messagesIn(shell)).toHaveLength(3);
        expect(messagesIn(windows)).toEqual(messagesIn(shell));
    });

    it("takes folders with any name, and passes all arguments and the exit code on", () => {
        expect(windows.match(/^.*\bset .*$/gm)).toHaveLength(2);
        for (const line of windows.match(/^.*\bset .*$/gm) ?? []) expect(line).toMatch(/\bset "main=[^"]+"$/);
        for (const [use] of windows.matchAll(/.?%main%.?/g)) expect(use).toBe('"%main%"');
        expect(windows.trimEnd().split("\n").at(-1)).toBe('node "%main%" %*');
    });
});
