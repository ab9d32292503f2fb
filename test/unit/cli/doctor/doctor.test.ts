import { readArguments } from "../../../../provider/cli/arguments";
import { doctor, readDoctor } from "../../../../provider/cli/commands/doctor";
import { type Check, type State } from "../../../../provider/cli/doctor/check";
import { exitCode, report } from "../../../../provider/cli/doctor/report";

const plain = (_: State, text: string) => text;
const ok: Check = { check: "memory", state: "ok", found: "8.0 GiB" };
const warning: Check = { check: "routes", state: "warning", found: "a VPN", consequence: "some", next: "choose" };
const problem: Check = { check: "node image", state: "problem", found: "gone", consequence: "all", next: "pull" };
const unknown: Check = { check: "disk", state: "unknown", found: "not known without an engine" };

function read(line: string) {
    const request = readArguments(["doctor", ...line.split(" ").filter(Boolean)], [doctor]);
    if (request.kind !== "command") throw new Error(`${line} asks for ${request.kind}`);
    return readDoctor(request.given);
}

describe("the doctor command", () => {
    it("takes its options, each with a default", () => {
        expect(read("")).toEqual({ dockerHost: undefined, image: "rancher/k3s:v1.36.0-k3s1", names: [], json: false });
        const given = read("--docker-host tcp://build:2375 --image own/k3s:1 --resolve wiki.corp.test,db. --json");
        const names = ["wiki.corp.test", "db"];
        expect(given).toEqual({ dockerHost: "tcp://build:2375", image: "own/k3s:1", names, json: true });
    });

    it.each([
        ["now", 'doctor takes no arguments, but was given "now"'],
        ["--image=", "--image is empty"],
        ["--docker-host=", "--docker-host is empty"],
        ["--resolve=wiki,$(id)", '--resolve has "$(id)", which is no name'],
        ["--resolve=wiki,,db", '--resolve has "", which is no name'],
        ["--fix", "Unknown option '--fix'"],
    ])("says what is wrong with: %s", (line, message) => expect(() => read(line)).toThrow(message));
});

describe("the report", () => {
    it("has a line for each check, what comes of it and what to do below, and a sum", () => {
        expect(report([ok, warning, problem, unknown], plain)).toBe(
            [
                "ok       memory      8.0 GiB",
                "warning  routes      a VPN",
                "         some",
                "         Next: choose",
                "problem  node image  gone",
                "         all",
                "         Next: pull",
                "unknown  disk        not known without an engine",
                "",
                "4 checks: 1 problem, 1 warning, 1 unknown. pulumi up will fail.",
            ].join("\n"),
        );
    });

    it.each([
        [[ok, ok], "2 checks, all of them ok."],
        [[ok, warning, warning], "3 checks: 2 warnings. Nothing that is known makes pulumi up fail."],
        [[unknown, unknown], "2 checks: 2 unknown. Nothing that is known makes pulumi up fail."],
        [[problem, problem], "2 checks: 2 problems. pulumi up will fail."],
    ])("sums up %#", (checks, sum) => expect(report(checks, plain).split("\n").at(-1)).toBe(sum));

    it("paints the states alone, and keeps the columns", () => {
        const painted = report([ok, problem], (state, text) => `<${state}>${text}</>`).split("\n");
        expect(painted.slice(0, 2)).toEqual([
            "<ok>ok     </>  memory      8.0 GiB",
            "<problem>problem</>  node image  gone",
        ]);
    });

    it.each([
        [[ok, warning, unknown], 0],
        [[ok, problem], 1],
    ])("ends with an exit code: %#", (checks, code) => expect(exitCode(checks)).toBe(code));
});
