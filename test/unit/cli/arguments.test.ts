import { readArguments } from "../../../provider/cli/arguments";
import { commands } from "../../../provider/cli/commands";
import { readEndpoints } from "../../../provider/cli/commands/endpoints";
import { helpOf, overview } from "../../../provider/cli/help";

const read = (line: string) => readArguments(line.split(" ").filter(Boolean), commands);

function endpoints(line: string) {
    const request = read(`endpoints ${line}`);
    if (request.kind !== "command") throw new Error(`${line} asks for ${request.kind}`);
    return readEndpoints(request.given);
}

describe("the command line", () => {
    it.each(["", "help", "--help", "-h"])("tells of all commands when asked: %s", (line) => {
        expect(read(line)).toEqual({ kind: "help" });
        for (const { name } of commands) expect(overview(commands)).toContain(`  ${name} `);
    });

    it.each(commands)("tells what $name takes, in every way of asking", (command) => {
        const help = { kind: "help", command };
        for (const line of [`help ${command.name}`, `${command.name} --help`, `${command.name} -h`]) {
            expect(read(line)).toEqual(help);
        }
        const text = helpOf(command);
        const [first = ""] = text.split("\n");
        expect(first).toMatch(new RegExp(`^Usage: npx pulumi-k3s ${command.name}\\b`));
        for (const [option, { summary }] of Object.entries(command.options)) {
            const line = text.split("\n").find((each) => each.startsWith("  ") && each.includes(summary));
            expect(line).toContain(`--${option} `);
        }
        for (const { name } of command.actions ?? []) expect(text).toContain(`\n  ${name} `);
        for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(120);
    });

    it("leaves what follows -- alone", () => {
        expect(read("run --stack dev -- sh -c x --stack prod -- --help")).toMatchObject({
            kind: "command",
            given: {
                positionals: [],
                options: { stack: "dev" },
                rest: ["sh", "-c", "x", "--stack", "prod", "--", "--help"],
            },
        });
    });

    it.each([
        ["clusters", 'there is no command "clusters", only doctor, ps, '],
        ["help clusters", 'there is no command "clusters", only doctor, ps, '],
        ["--json", "--json needs a command before it: doctor, ps, "],
        ["endpoints --jason", "Unknown option '--jason'"],
        ["run --stack", "Option '-s, --stack <value>' argument missing"],
    ])("says what is wrong with: %s", (line, message) => {
        expect(() => read(line)).toThrow(message);
    });

    it.each([
        ["run", "run needs a command after --"],
        ["run ls -l --", "Unknown option '-l'"],
        ["run ls", "run needs its command after --: run -- ls"],
        ["env shell", 'env takes no arguments, but was given "shell"'],
        ["env --format csv", '--format must be shell, dotenv, json, but is "csv"'],
        ["kubeconfig show", 'kubeconfig has no "show", only print, merge, remove, list'],
        ["kubeconfig print a b", "kubeconfig print takes one cluster, not 2"],
        ["completion powershell", 'completion has no "powershell", only bash, zsh, fish'],
    ])("does nothing with: %s", async (line, message) => {
        await expect(async () => {
            const request = read(line);
            if (request.kind === "command") await request.command.run(request.given);
        }).rejects.toThrow(message);
    });
});

describe("the endpoints command", () => {
    it("lists when it is told nothing else", () => {
        expect(endpoints("")).toEqual({ action: "list", names: [], cluster: undefined, lines: 100, json: false });
    });

    it("takes names and options in any order", () => {
        expect(endpoints("--json stop web --cluster dev api")).toMatchObject({
            action: "stop",
            names: ["web", "api"],
            cluster: "dev",
            json: true,
        });
        expect(endpoints("logs web --lines 5")).toMatchObject({ action: "logs", names: ["web"], lines: 5 });
        expect(endpoints("start")).toMatchObject({ action: "start", names: [] });
    });

    it.each([
        ["restart web", 'endpoints has no "restart", only list, start, stop, logs'],
        ["stop", "stop needs the names of endpoints"],
        ["logs", "logs needs the name of one endpoint"],
        ["logs a b", "logs needs the name of one endpoint"],
        ["list web", "list takes no names"],
        ["logs web --lines many", '--lines must be a whole number above 0, but is "many"'],
    ])("says what is wrong with: %s", (line, message) => {
        expect(() => endpoints(line)).toThrow(message);
    });
});
