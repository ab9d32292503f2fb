import { execFile } from "node:child_process";
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { leftovers } from "./support/docker";
import { exampleFiles } from "./support/example-files";
import { get } from "./support/get";
import {
    checkTypes,
    install,
    installNode,
    linkedShimText,
    type Manager,
    pack,
    type PackedFile,
    packageManagers,
    repository,
    runInstalled,
} from "./support/packed";
import { Program } from "./support/program";
import { forwarded } from "./support/quickstart";

jest.setTimeout(300_000);

/** Compiles only where the declarations are found and are not \`any\`. */
const typeErrors = `
import * as k3s from "pulumi-k3s";
// @ts-expect-error -- a number
new k3s.Cluster("dev", { agents: "two" });
// @ts-expect-error -- no such argument
new k3s.Cluster("dev", { agnets: 2 });
// @ts-expect-error -- the service is missing
new k3s.ServiceEndpoint("web", { cluster: new k3s.Cluster("dev"), port: 80 });
// @ts-expect-error -- an Output of a string
export const url: number = new k3s.Cluster("dev").apiUrl;
`;

const { devDependencies, engines } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as {
    devDependencies: Record<string, string>;
    engines: { node: string };
};
/** Bundled for a browser, as no script of Node.js. */
const pageFolder = "provider/dashboard/page/";
const peers = ["@pulumi/pulumi", "@pulumi/docker", "@pulumi/kubernetes", "@pulumi/policy"];
const versioned = (names: string[]) => names.map((name) => `${name}@${devDependencies[name] ?? ""}`);

/** The oldest Node.js that the package is for, and the newest that is kept for long. */
const nodeVersions = [engines.node.replace(/^>=(\d+\.\d+)$/, "$1.0"), "24.22.3"];

const exported = {
    sdk: [
        "AgentPool",
        "ArgumentError",
        "Cluster",
        "HelmRelease",
        "HostService",
        "Manifest",
        "ServiceEndpoint",
        "environment",
        "withReferences",
    ],
    provider: ["create", "diff", "read", "remove", "update"],
    policy: ["policies"],
};

/** Prints what each entry exports, but for what Node.js adds where a script of CommonJS is imported. */
const printExports = `
const added = ["default", "module.exports", "__esModule"];
const names = Object.entries({ sdk, provider, policy }).map(([entry, its]) => [
    entry,
    Object.keys(its).filter((name) => !added.includes(name)).sort(),
]);
console.log(JSON.stringify(Object.fromEntries(names)));
`;
const scripts = {
    "package.json": `{ "name": "quick", "private": true }`,
    "program.js": `
const sdk = require("pulumi-k3s");
const provider = require("pulumi-k3s/provider");
const policy = require("pulumi-k3s/policy");
${printExports}`,
    "esm/package.json": `{ "type": "module" }`,
    "esm/program.js": `
import * as sdk from "pulumi-k3s";
import * as provider from "pulumi-k3s/provider";
import * as policy from "pulumi-k3s/policy";
${printExports}`,
};

/** What `make up` runs, with an endpoint more. */
const { "index.ts": program = "", ...quickstart } = exampleFiles("quickstart", "index.ts", "manifests", "chart");

let folder: string;
let archive: string;
let files: PackedFile[];
const nodePaths = new Map<string, string>();

beforeAll(async () => {
    // Types have a test of their own here; checking them again in every run of the program only takes time.
    process.env.PULUMI_NODEJS_TRANSPILE_ONLY = "true";
    folder = mkdtempSync(join(tmpdir(), "pulumi-k3s-packed-"));
    ({ archive, files } = await pack(folder));
    for (const version of nodeVersions) {
        nodePaths.set(version, await installNode(version, join(folder, `node-${version}`)));
    }
});

afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
});

describe("the packed package", () => {
    it("holds a script and its declarations for each source file, and nothing else but the texts", () => {
        // Declarations of what a library leaves out are for the compiler alone.
        const sources = globSync("{sdk,shared,provider,policy}/**/*.ts", { cwd: repository }).filter(
            (path) => !path.endsWith(".d.ts") && !path.endsWith(".test.ts") && !path.startsWith(pageFolder),
        );
        const compiled = sources.flatMap((path) => [".js", ".d.ts"].map((end) => `dist/${path.replace(/\.ts$/, end)}`));
        const texts = ["README.md", "LICENSE", "CHANGELOG.md"];
        const packed = files.map(({ path }) => path).filter((path) => !texts.includes(path));
        const described = ["package.json", "policy/package.json", "policy/PulumiPolicy.yaml"];
        const plugin = ["provider/plugin/schema.json", "bin/pulumi-resource-k3s", "bin/pulumi-resource-k3s.cmd"];
        const page = ["app.css", "app.js", "icon.svg", "index.html", "licences.txt"];
        const bundled = page.map((name) => `dist/${pageFolder}${name}`);
        expect(packed.sort()).toEqual([...compiled, ...described, ...plugin, ...bundled].sort());
        expect(files.map(({ path }) => path)).toContain("LICENSE");
    });

    it("names no path of the machine that it was packed on", async () => {
        await promisify(execFile)("tar", ["-xzf", archive, "-C", folder]);
        const named = files.filter(({ path }) => {
            const text = readFileSync(join(folder, "package", path), "utf8");
            return [repository, folder, `${homedir()}/`].some((absolute) => text.includes(absolute));
        });
        expect(named).toEqual([]);
    });
});

describe.each(Object.keys(packageManagers) as Manager[])("a project that installed the package with %s", (manager) => {
    let project: string;

    beforeAll(async () => {
        project = mkdtempSync(join(folder, "project-"));
        mkdirSync(join(project, "esm"));
        for (const [path, text] of Object.entries(scripts)) writeFileSync(join(project, path), text);
        await install(manager, project, [archive, ...versioned(peers)]);
    });

    describe.each(nodeVersions)("on Node.js %s", (version) => {
        const run = (command: string, ...args: string[]) =>
            runInstalled(manager, project, nodePaths.get(version) ?? "", command, ...args);

        it("is what it says", async () => {
            expect(await run("node", "--version")).toEqual({ stdout: `v${version}\n`, stderr: "" });
        });

        it.each([
            ["CommonJS", "program.js"],
            ["ESM", "esm/program.js"],
        ])("gives a program in %s all that it exports, without a warning", async (_, script) => {
            const { stdout, stderr } = await run("node", script);
            expect(stderr).toBe("");
            expect(JSON.parse(stdout)).toEqual(exported);
        });

        it.each([[["--help"]], [["kubeconfig", "list", "--json"]]])("has a command line: %s", async (args) => {
            const { stdout, stderr } = await run("pulumi-k3s", ...args);
            expect(stderr).toBe("");
            expect(stdout).toMatch(/^(?:Usage: npx pulumi-k3s |\[)/);
        });
    });
});

describe.each(["npm", "pnpm"] as const)("the quickstart in a project that installed the package with %s", (manager) => {
    const project = `e2e-packed-${manager}`;
    let stack: Program;

    beforeAll(async () => {
        const packages = [archive, ...versioned([...peers, "typescript"])];
        stack = await Program.create(
            project,
            {
                "index.ts": program + forwarded,
                "types.ts": typeErrors,
                ...quickstart,
            },
            "test",
            (target) => install(manager, target, packages),
        );
    });

    afterAll(async () => {
        await stack.remove();
    });

    it("compiles against the declarations", async () => {
        expect(await checkTypes(stack.folder)).toBe("");
    });

    it("previews everything before there is a cluster", async () => {
        const { steps } = await stack.preview();
        expect(steps.map(({ kind }) => kind)).toEqual(
            expect.arrayContaining(["Cluster", "Manifest", "HelmRelease", "ServiceEndpoint", "ConfigMap"]),
        );
    });

    it("has a policy pack that Pulumi finds", async () => {
        const { output } = await stack.preview({ policyPacks: ["node_modules/pulumi-k3s/policy"] });
        expect(output).toContain("pulumi-k3s@v");
    });

    it("brings up what answers over HTTP", async () => {
        await stack.up();
        const { url, apiUrl } = await stack.outputs();
        for (const each of [url, apiUrl]) {
            const response = await get(each);
            expect(response.status).toBe(200);
            expect(await response.text()).toContain("This text comes from a manifest.");
        }
    });

    it("has a command line that shows what was made", async () => {
        const command = ["pulumi-k3s", "endpoints", "list", "--json", "--cluster", `${project}/test/dev`];
        const { stdout } = await promisify(execFile)("npx", ["--no-install", ...command], { cwd: stack.folder });
        const rows = JSON.parse(stdout) as { name: string; state: string }[];
        expect(rows.map(({ name, state }) => `${name} ${state}`).sort()).toEqual([
            "web-api listening",
            "web-endpoint listening",
        ]);
    });

    it("has nothing to change on the second up", async () => {
        expect((await stack.up()).steps).toEqual([]);
    });

    it("stores the same text for its resources as a project that links the sources", async () => {
        const { checkpoint } = JSON.parse(stack.state()) as {
            checkpoint: { latest: { resources: { inputs?: Record<string, unknown> }[] } };
        };
        const texts = checkpoint.latest.resources
            .map(({ inputs }) => inputs?.__provider)
            .filter((text) => text !== undefined);
        expect(texts.length).toBeGreaterThan(10);
        expect(new Set(texts)).toEqual(new Set([await linkedShimText()]));
    });

    it("leaves nothing behind", async () => {
        await stack.destroy();
        expect(await leftovers(project)).toEqual([]);
    });
});
