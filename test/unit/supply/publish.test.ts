import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";

interface Job {
    uses?: string;
    needs?: string;
    permissions?: Record<string, string>;
    strategy?: { matrix: { include: { targets: string }[] } };
    steps?: { uses?: string; with?: Record<string, unknown>; run?: string; env?: Record<string, string> }[];
}

interface Workflow {
    on: Record<string, { tags?: string[]; branches?: string[] } | null>;
    permissions: Record<string, string>;
    jobs: Record<string, Job>;
}

interface Manifest {
    name: string;
    version: string;
    engines: { node: string };
    volta?: unknown;
    devEngines?: unknown;
    publishConfig: unknown;
}

const root = join(__dirname, "../../..");
const textOf = (file: string) => readFileSync(join(root, file), "utf8");
const workflow = (name: string) => parse(textOf(`.github/workflows/${name}.yml`)) as Workflow;
const manifest = JSON.parse(textOf("package.json")) as Manifest;
const stepsOf = ({ jobs }: Workflow) => Object.values(jobs).flatMap(({ steps = [] }) => steps);

const publish = workflow("publish");
const languages = workflow("publish-languages");
const test = workflow("test");

describe("the workflow that publishes", () => {
    const commands = publish.jobs.publish?.steps?.flatMap(({ run = [] }) => run) ?? [];
    const at = (part: string) => commands.findIndex((command) => command.includes(part));

    it("runs for tags of versions, after the tests that pull requests run", () => {
        expect(publish.on).toEqual({ push: { tags: ["v*"] } });
        expect(publish.jobs.test?.uses).toBe("./.github/workflows/test.yml");
        expect(publish.jobs.publish?.needs).toBe("test");
        expect(Object.keys(test.on)).toContain("workflow_call");
    });

    it("publishes for everybody, with where the package was built", () => {
        expect(publish.jobs.publish?.permissions).toEqual({ contents: "read", "id-token": "write" });
        expect(commands.at(-1)).toMatch(/^npm publish .*--provenance --access public$/);
        expect(manifest.publishConfig).toEqual({ access: "public", provenance: true });
        expect(commands.at(-2)).toContain("repository.url=git+$GITHUB_SERVER_URL/$GITHUB_REPOSITORY.git");
    });

    it("looks at the release before it installs, and at advisories before it builds", () => {
        const order = ["check-release.mjs", "npm ci", "npm audit --omit=dev --audit-level=high", "npm run prepare"];
        const places = [...order, "diff --recursive", "npm publish"].map(at);
        expect(places).toEqual([...places].sort((one, other) => one - other));
        expect(places).not.toContain(-1);
    });

    it("lets no script of others run, and gives the token to one command", () => {
        const scripted = commands.filter((command) => /npm (?:ci|install|publish)/.test(command));
        expect(scripted.filter((command) => !command.includes("--ignore-scripts"))).toEqual([]);
        const secret = stepsOf(publish).filter((step) => JSON.stringify(step).includes("secrets."));
        expect(secret.map(({ run }) => run)).toEqual([commands.at(-1)]);
    });
});

describe("the workflow that publishes for other languages", () => {
    const jobs = Object.values(languages.jobs);
    const commandsOf = ({ steps = [] }: Job) => steps.flatMap(({ run = [] }) => run);

    it("runs when the package is on npm, which the plugin from source takes it from", () => {
        expect(languages.on).toEqual({ workflow_call: null });
        expect(publish.jobs.languages).toMatchObject({
            needs: "publish",
            uses: "./.github/workflows/publish-languages.yml",
        });
    });

    it("makes the plugin for every system that Pulumi runs on", () => {
        const { matrix } = languages.jobs.plugin?.strategy ?? { matrix: { include: [] } };
        const known = /^const binaries = \{(.*?)^\};/ms.exec(textOf("provider/executable/build.mjs"))?.[1] ?? "";
        const systems = Array.from(known.matchAll(/"(\w+-\w+)": /g), ([, system]) => system);
        expect(systems).toHaveLength(6);
        expect(matrix.include.flatMap(({ targets }) => targets.split(" "))).toEqual(expect.arrayContaining(systems));
    });

    it("has the schema say where the release is, before anything is made of it", () => {
        const made = jobs.filter((job) => commandsOf(job).some((command) => command.startsWith("npm ")));
        expect(made).toHaveLength(3);
        for (const job of made) {
            const [install, place, schema] = commandsOf(job);
            expect(install).toBe("npm ci --ignore-scripts");
            expect(place).toContain("npm pkg set repository.type=git");
            expect(schema).toBe("npm run docs");
        }
    });

    it("gives each token to one command", () => {
        const secrets = Array.from(textOf(".github/workflows/publish-languages.yml").matchAll(/secrets\.(\w+)/g));
        const names = secrets.map(([, name]) => name);
        expect(names).toEqual([...new Set(names)]);
        expect(names).toEqual(expect.arrayContaining(["PYPI_TOKEN", "NUGET_TOKEN", "MAVEN_PASSWORD"]));
    });
});

describe.each([
    ["publishes", publish],
    ["publishes for other languages", languages],
    ["tests", test],
])("the workflow that %s", (_, each) => {
    it("may write nothing else", () => {
        const permissions = [each.permissions, ...Object.values(each.jobs).map((job) => job.permissions ?? {})];
        const written = permissions
            .flatMap((granted) => Object.entries(granted))
            .filter(([, access]) => access !== "read");
        const allowed = new Map([
            [publish, ["id-token", "contents"]],
            [languages, ["contents", "contents", "contents"]],
        ]);
        expect(written.map(([what]) => what)).toEqual(allowed.get(each) ?? []);
    });

    it("takes actions by their commits, and says their versions", () => {
        const used = stepsOf(each).flatMap(({ uses = [] }) => uses);
        expect(used.length).toBeGreaterThan(1);
        expect(used.filter((action) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/.test(action))).toEqual([]);
        const names = new Map([
            [publish, "publish"],
            [languages, "publish-languages"],
        ]);
        const file = textOf(`.github/workflows/${names.get(each) ?? "test"}.yml`);
        for (const action of used) expect(file).toMatch(new RegExp(`${action} # v\\d+\\.\\d+\\.\\d+\\n`));
    });

    it("has a Node.js that the package asks for", () => {
        const [setup] = stepsOf(each).filter(({ uses }) => uses?.startsWith("actions/setup-node@"));
        expect(setup?.with?.["node-version-file"]).toBe("package.json");
        // The action would prefer these.
        expect([manifest.volta, manifest.devEngines]).toEqual([undefined, undefined]);
        expect(manifest.engines.node).toMatch(/^>=\d+\.\d+$/);
    });
});

it("pull requests and main are tested by the one test command", () => {
    expect(test.on).toEqual({ pull_request: null, push: { branches: ["main"] }, workflow_call: null });
    expect(stepsOf(test).at(-1)?.run).toMatch(/ \.ci\/run$/);
});

it("the changelog begins with the version that the package has", () => {
    const [, first] = /^## (\S+), /m.exec(textOf("CHANGELOG.md")) ?? [];
    expect(first).toBe(manifest.version);
});

describe("the look at a release", () => {
    let folder: string;

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "pulumi-k3s-release-"));
        mkdirSync(join(folder, "test/faults/versions"), { recursive: true });
    });

    afterEach(() => rmSync(folder, { recursive: true }));

    function look(tag: string, newest: string, kept: string): { code: number | null; problems: string } {
        writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "pulumi-k3s", version: "1.2.3" }));
        writeFileSync(join(folder, "CHANGELOG.md"), `# Changelog\n\n## ${newest}\n\n- New.\n\n## 1.2.2, 2026-01-02\n`);
        writeFileSync(join(folder, "test/faults/versions", kept), "");
        const script = join(root, ".github/check-release.mjs");
        const { status, stderr } = spawnSync(process.execPath, [script, tag], { cwd: folder, encoding: "utf8" });
        return { code: status, problems: stderr.replace(/^\(.*\n/gm, "") };
    }

    const kept = "pulumi-k3s-1.2.3.tgz";

    it("has nothing to say of one that is ready", () => {
        expect(look("v1.2.3", "1.2.3, 2026-02-03", kept)).toEqual({ code: 0, problems: "" });
    });

    it.each([
        ["another version's tag", "v1.2.4", "1.2.3, 2026-02-03", kept, "the tag is v1.2.4"],
        ["a changelog of another version", "v1.2.3", "1.2.4, 2026-02-03", kept, 'begins with "## 1.2.4'],
        ["a version that is not released", "v1.2.3", "1.2.3, not released yet", kept, "not released yet"],
        ["a day that is none", "v1.2.3", "1.2.3, 2026-22-03", kept, "2026-22-03"],
        ["a package that is not kept", "v1.2.3", "1.2.3, 2026-02-03", "pulumi-k3s-1.2.2.tgz", `${kept} is missing`],
    ])("refuses %s", (_, tag, newest, keptFile, problem) => {
        const { code, problems } = look(tag, newest, keptFile);
        expect(code).toBe(1);
        expect(problems.trim().split("\n")).toEqual([expect.stringContaining(problem)]);
    });
});
