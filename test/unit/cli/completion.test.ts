import { execFileSync } from "node:child_process";
import { commands } from "../../../provider/cli/commands";
import { completion } from "../../../provider/cli/commands/completion";

async function scriptFor(shell: string): Promise<string> {
    const written: string[] = [];
    const write = jest.spyOn(process.stdout, "write").mockImplementation((text) => written.push(String(text)) > 0);
    try {
        await completion(commands).run({ positionals: [shell], options: {}, rest: [] });
    } finally {
        write.mockRestore();
    }
    return written.join("");
}

/** What bash offers for the last of these words. */
async function offered(...words: string[]): Promise<string[]> {
    const list = words.map((word) => `'${word}'`).join(" ");
    const ask = `COMP_WORDS=(${list}); COMP_CWORD=${words.length - 1}; _pulumi_k3s; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const script = `${await scriptFor("bash")}\n${ask}`;
    return execFileSync("bash", ["-c", script], { encoding: "utf8" }).split("\n").filter(Boolean);
}

describe("completion in bash", () => {
    it("offers commands, their words and their options", async () => {
        expect(await offered("pulumi-k3s", "d")).toEqual(["doctor", "dashboard", "diagnose"]);
        expect(await offered("pulumi-k3s", "kubeconfig", "m")).toEqual(["merge"]);
        expect(await offered("pulumi-k3s", "kubeconfig", "--s")).toEqual(["--switch-context"]);
        expect(await offered("pulumi-k3s", "completion", "")).toEqual(["bash", "zsh", "fish", "--help"]);
    });
});

it("has every command in the script of each shell, with quotes that close", async () => {
    for (const shell of ["bash", "zsh", "fish"]) {
        const script = await scriptFor(shell);
        for (const { name } of commands) expect(script).toContain(name);
        for (const line of script.split("\n")) {
            const quotes = line.replaceAll(/\\./g, "").match(/'/g) ?? [];
            expect(quotes.length % 2).toBe(0);
        }
    }
});
