import { readArguments } from "../../../provider/cli/arguments";

const read = (line: string) => readArguments(line.split(" ").filter(Boolean));

describe("the command line", () => {
    it("lists when it is told nothing else", () => {
        expect(read("endpoints")).toEqual({
            command: "list",
            names: [],
            cluster: undefined,
            lines: 100,
            json: false,
        });
    });

    it("takes names and options in any order", () => {
        expect(read("endpoints --json stop web --cluster dev api")).toMatchObject({
            command: "stop",
            names: ["web", "api"],
            cluster: "dev",
            json: true,
        });
        expect(read("endpoints logs web --lines 5")).toMatchObject({ command: "logs", names: ["web"], lines: 5 });
        expect(read("endpoints start")).toMatchObject({ command: "start", names: [] });
    });

    it.each(["", "help", "--help", "-h", "endpoints --help", "endpoints list -h"])("helps when asked: %s", (line) => {
        expect(read(line).command).toBe("help");
    });

    it.each([
        ["clusters", 'there is no "clusters", only "endpoints"'],
        ["endpoints restart web", 'endpoints has no "restart", only list, start, stop, logs'],
        ["endpoints stop", "stop needs the names of endpoints"],
        ["endpoints logs", "logs needs the name of one endpoint"],
        ["endpoints logs a b", "logs needs the name of one endpoint"],
        ["endpoints list web", "list takes no names"],
        ["endpoints logs web --lines many", '--lines must be a whole number above 0, but is "many"'],
        ["endpoints --jason", "Unknown option '--jason'"],
    ])("says what is wrong with: %s", (line, message) => {
        expect(() => read(line)).toThrow(message);
    });
});
