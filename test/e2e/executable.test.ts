import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { leftovers } from "./support/docker";
import { exampleFiles } from "./support/example-files";
import { get } from "./support/get";
import { useLanguages } from "./support/other-languages";
import { Program } from "./support/program";
import { summary } from "./support/steps";

jest.setTimeout(300_000);

const project = "e2e-executable";
const run = promisify(execFile);
const script = join(__dirname, "../../provider/executable/build.mjs");
const { NODE_OPTIONS: _, ...env } = process.env;
const path = process.env.PATH;

let folder: string;
let stack: Program;

beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "pulumi-k3s-executable-"));
    const architecture = process.arch === "x64" ? "amd64" : "arm64";
    await run(process.execPath, [script, `linux-${architecture}`, folder], { env });
    useLanguages();
    // Nothing but Pulumi: no Node.js, and what else the machine has.
    const { stdout } = await run("which", ["pulumi"], { env: process.env });
    process.env.PATH = dirname(stdout.trim());
    const { "Pulumi.yaml": program = "" } = exampleFiles("quickstart-yaml", "Pulumi.yaml");
    stack = await Program.create(project, {
        ...exampleFiles("quickstart", "manifests", "chart"),
        "Pulumi.yaml": program
            .replace(/^name: .*/, `name: ${project}`)
            .replaceAll("../quickstart/", "./")
            .replace("../../bin", folder)
            .replace("port: http", "port: http\n      via: api"),
    });
});

afterAll(async () => {
    await stack.remove();
    process.env.PATH = [path, process.env.PATH].join(delimiter);
    expect(await leftovers(project)).toEqual([]);
    rmSync(folder, { recursive: true });
});

describe("the package as one executable, without Node.js on the PATH", () => {
    it("is the plugin", async () => {
        await stack.up();
        expect(summary((await stack.up()).steps)).toEqual([]);
    });

    it("is the process that carries endpoints", async () => {
        const { url } = await stack.outputs();
        expect((await get(url)).status).toBe(200);
    });

    it("is the command line", async () => {
        const { stdout } = await run(join(folder, "pulumi-tool-k3s"), ["--version"], { env: { PATH: "" } });
        expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    });
});
