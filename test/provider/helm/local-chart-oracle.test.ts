import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { gunzipSync, gzipSync } from "node:zlib";
import { pack } from "tar-stream";
import { chartProblem } from "../../../shared/chart/check-chart";
import { folderFiles } from "../../../shared/chart/chart-folder";
import { tarEntries } from "../../../shared/chart/tar";
import { Generator } from "./generator";

jest.setTimeout(300_000);

const helm = process.env.HELM_BINARY ?? "helm";
const folder = mkdtempSync(join(tmpdir(), "local-chart-"));
const servers: Server[] = [];
let charts = 0;

afterAll(() => {
    for (const server of servers) server.close();
    rmSync(folder, { recursive: true });
});

type Files = Record<string, string | Uint8Array>;

const metadata = "apiVersion: v2\nname: shop\nversion: 1.0.0\n";
const template = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n";
const least: Files = { "Chart.yaml": metadata, "templates/a.yaml": template };
const marked = (text: string, encoding: BufferEncoding) => Buffer.from(`\uFEFF${text}`, encoding);
const dependency = (name: string) =>
    `dependencies: [{name: ${name}, version: 1.0.0, repository: "file://../${name}"}]\n`;
const subchart = (name: string, more = ""): Files => ({
    [`charts/${name}/Chart.yaml`]: `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n${more}`,
});

function write(root: string, files: Files): void {
    for (const [name, content] of Object.entries(files)) {
        mkdirSync(dirname(join(root, name)), { recursive: true });
        writeFileSync(join(root, name), content);
    }
}

/** Creates a chart in a new folder, in which there is room beside the chart. */
function chart(files: Files = {}, more: (root: string) => void = () => undefined): string {
    const root = join(folder, `${charts++}`, "shop");
    write(root, { ...least, ...files });
    more(root);
    return root;
}

/** Returns why Helm does not render the chart; undefined if it does. */
async function theirProblem(path: string, ...options: string[]): Promise<string | undefined> {
    try {
        await promisify(execFile)(helm, ["template", "x", path, ...options], { maxBuffer: 2 ** 26 });
        return undefined;
    } catch (error) {
        const { stderr } = error as { stderr?: string };
        if (!stderr) throw error;
        return stderr;
    }
}

async function archive(entries: Files, type?: "symlink"): Promise<Buffer> {
    const packing = pack();
    for (const [name, content] of Object.entries(entries)) {
        if (type && content === "") packing.entry({ name, type, linkname: "/etc/passwd" });
        else packing.entry({ name }, Buffer.from(content));
    }
    packing.finalize();
    const parts: Uint8Array[] = [];
    for await (const part of packing) parts.push(part as Uint8Array);
    return gzipSync(Buffer.concat(parts));
}

function archived(bytes: Uint8Array): string {
    const path = join(folder, `${charts++}.tgz`);
    writeFileSync(path, bytes);
    return path;
}

const packed = (files: Files): Files =>
    Object.fromEntries(Object.entries(files).map(([name, content]) => [`shop/${name}`, content]));

/** Creates a named pipe. Reading it would wait for a writer, so the code must not. */
function pipe(path: string): void {
    execFileSync("mkfifo", [path]);
}

const taken: [what: string, make: () => string | Promise<string>][] = [
    ["a small one", () => chart()],
    ["one given with a slash at its end", () => `${chart()}/`],
    [
        "Chart.yaml with a byte order mark and CRLF",
        () => chart({ "Chart.yaml": marked(metadata.replaceAll("\n", "\r\n"), "utf8") }),
    ],
    ["Chart.yaml in UTF-16", () => chart({ "Chart.yaml": marked(metadata, "utf16le") })],
    ["Chart.yaml in UTF-16, big end first", () => chart({ "Chart.yaml": marked(metadata, "utf16le").swap16() })],
    [
        "numbers as versions, and capital letters in fields",
        () => chart({ "Chart.yaml": "apiversion: v2\nName: 1\nversion: 1.0\nappVersion: 1.10\n" }),
    ],
    ["no apiVersion", () => chart({ "Chart.yaml": "name: shop\nversion: v1.2.3-rc.1+build\n" })],
    ["a key twice in values.yaml", () => chart({ "values.yaml": "a: 1\na: 2\n" })],
    ["two documents in values.yaml", () => chart({ "values.yaml": "a: 1\n---\n- b\n" })],
    ["values.yaml that is empty", () => chart({ "values.yaml": "# none\n" })],
    ["a deprecated one", () => chart({ "Chart.yaml": `${metadata}deprecated: true\n` })],
    ["a dependency in a folder", () => chart({ "Chart.yaml": metadata + dependency("sub"), ...subchart("sub") })],
    [
        "a dependency of another version than Chart.yaml says",
        () =>
            chart({
                "Chart.yaml": metadata + dependency("sub"),
                ...subchart("sub"),
                "charts/sub/Chart.yaml": "name: sub\nversion: 2.0.0\n",
            }),
    ],
    [
        "a dependency under an alias",
        () =>
            chart({
                "Chart.yaml": `${metadata}dependencies: [{name: sub, alias: other, version: 1.0.0}]\n`,
                ...subchart("sub"),
            }),
    ],
    [
        "a dependency in a folder of another name",
        () =>
            chart({
                "Chart.yaml": metadata + dependency("sub"),
                "charts/other/Chart.yaml": "name: sub\nversion: 1.0.0\n",
            }),
    ],
    [
        "a library as dependency",
        () => chart({ "Chart.yaml": metadata + dependency("sub"), ...subchart("sub", "type: library\n") }),
    ],
    ["what a dependency depends on is missing", () => chart({ ...subchart("sub", dependency("deeper")) })],
    [
        "Chart.lock out of step",
        () =>
            chart({
                "Chart.yaml": metadata + dependency("sub"),
                ...subchart("sub"),
                "Chart.lock": "dependencies: [{name: gone, version: 9.0.0}]\ndigest: sha256:0\n",
            }),
    ],
    [
        "files in charts that are none of Helm's",
        () => chart({ "charts/.gitkeep": "", "charts/_note.md": "", "charts/sub-1.0.0.tgz.prov": "" }),
    ],
    [
        "apiVersion v1 with its requirements there",
        () =>
            chart({
                "Chart.yaml": "apiVersion: v1\nname: shop\nversion: 1.0.0\n",
                "requirements.yaml": dependency("sub"),
                ...subchart("sub"),
            }),
    ],
    [
        "a link to a file outside",
        () =>
            chart({ "../more.yaml": template }, (root) =>
                symlinkSync("../../more.yaml", join(root, "templates/b.yaml")),
            ),
    ],
    [
        "a link to a folder outside",
        () => chart({ "../more/b.yaml": template }, (root) => symlinkSync("../../more", join(root, "templates/more"))),
    ],
    [
        "a link to a dependency's folder",
        () =>
            chart(
                { "Chart.yaml": metadata + dependency("sub"), "../sub/Chart.yaml": "name: sub\nversion: 1.0.0\n" },
                (root) => {
                    mkdirSync(join(root, "charts"));
                    symlinkSync("../../sub", join(root, "charts/sub"));
                },
            ),
    ],
    [
        "two links to one folder inside",
        () =>
            chart({ "files/a": "" }, (root) => {
                symlinkSync("files", join(root, "b"));
                symlinkSync("files", join(root, "c"));
            }),
    ],
    [
        "a link to its own folder that is left out",
        () => chart({ ".helmignore": "self\n" }, (root) => symlinkSync("..", join(root, "templates/self"))),
    ],
    ["a pipe that is left out", () => chart({ ".helmignore": "*.pipe\n" }, (root) => pipe(join(root, "a.pipe")))],
    [
        "what is in a folder that is left out",
        () =>
            chart({ ".helmignore": "node_modules/\n", "node_modules/a": "" }, (root) =>
                symlinkSync("nowhere", join(root, "node_modules/b")),
            ),
    ],
    ["a large file that is left out", () => chart({ ".helmignore": "large\n", large: Buffer.alloc(6 * 2 ** 20) })],
    ["an archive", async () => archived(await archive(packed(least)))],
    [
        "an archive with long names",
        async () => archived(await archive(packed({ ...least, [`files/${"x".repeat(90)}/${"ü".repeat(120)}`]: "" }))),
    ],
    [
        "an archive with a link, which is a file without content",
        async () => archived(await archive({ ...packed(least), "shop/templates/b.yaml": "" }, "symlink")),
    ],
    [
        "an archive whose Chart.yaml has a byte order mark",
        async () => archived(await archive(packed({ ...least, "Chart.yaml": marked(metadata, "utf8") }))),
    ],
    [
        "an archive from Windows",
        async () => archived(await archive({ "shop\\Chart.yaml": metadata, "shop\\templates\\a.yaml": template })),
    ],
    [
        "an archive with a dependency as archive",
        async () =>
            archived(
                await archive(
                    packed({
                        ...least,
                        "Chart.yaml": metadata + dependency("sub"),
                        "charts/sub-1.0.0.tgz": await archive({ "sub/Chart.yaml": "name: sub\nversion: 1.0.0\n" }),
                    }),
                ),
            ),
    ],
    [
        "an archive of 2 MiB, of which little is left when zipped",
        async () => archived(await archive(packed({ ...least, "files/zeros": Buffer.alloc(2 * 2 ** 20) }))),
    ],
];

const refused: [what: string, make: () => string | Promise<string>, message: string][] = [
    [
        "an empty folder",
        () => {
            const root = join(folder, "empty");
            mkdirSync(root);
            return root;
        },
        "has no Chart.yaml",
    ],
    [
        "Chart.yaml that is no YAML",
        () => chart({ "Chart.yaml": "name: [shop\n" }),
        "has Chart.yaml, which is no YAML: line 2",
    ],
    ["Chart.yaml that is a list", () => chart({ "Chart.yaml": "- shop\n" }), "has Chart.yaml, which is no map"],
    [
        "Chart.yaml in UTF-16 without a mark",
        () => chart({ "Chart.yaml": Buffer.from(metadata, "utf16le") }),
        "is in UTF-16 without a byte order mark",
    ],
    ["no name", () => chart({ "Chart.yaml": "version: 1.0.0\n" }), "has a Chart.yaml without name"],
    ["a slash in its name", () => chart({ "Chart.yaml": "name: a/b\nversion: 1.0.0\n" }), "with a slash in name"],
    ["a name that is a map", () => chart({ "Chart.yaml": "name: {a: 1}\nversion: 1.0.0\n" }), "a name is no text"],
    ["no version", () => chart({ "Chart.yaml": "name: shop\n" }), "has a Chart.yaml without version"],
    [
        "a version of four numbers",
        () => chart({ "Chart.yaml": "name: shop\nversion: 1.2.3.4\n" }),
        "is no semantic version",
    ],
    ["an unknown type", () => chart({ "Chart.yaml": `${metadata}type: app\n` }), "neither application nor library"],
    [
        "a library",
        () => chart({ "Chart.yaml": `${metadata}type: library\n` }),
        "is a library chart, which has nothing to install",
    ],
    ["values.yaml that is a list", () => chart({ "values.yaml": "- a\n" }), "has values.yaml, which is no map"],
    [
        "values.yaml that is no YAML",
        () => chart({ "values.yaml": "a: b: c\n" }),
        "has values.yaml, which is no YAML: line 1",
    ],
    [
        "a dependency that is not there",
        () => chart({ "Chart.yaml": metadata + dependency("sub"), "../sub/Chart.yaml": "name: sub\nversion: 1.0.0\n" }),
        "lacks sub in its folder charts, though it depends on it: run helm dependency build ",
    ],
    [
        "a dependency that .helmignore leaves out",
        () => chart({ "Chart.yaml": metadata + dependency("sub"), ...subchart("sub"), ".helmignore": "charts/\n" }),
        "lacks sub in its folder charts",
    ],
    [
        "apiVersion v1 whose requirements are not there",
        () =>
            chart({
                "Chart.yaml": "apiVersion: v1\nname: shop\nversion: 1.0.0\n",
                "requirements.yaml": dependency("sub"),
            }),
        "lacks sub",
    ],
    [
        "a dependency that is no chart",
        () => chart({ "charts/README.md": "" }),
        "has charts/README.md, which has no Chart.yaml",
    ],
    [
        "a dependency that is no archive",
        () => chart({ "charts/sub.tgz": "sub" }),
        "has charts/sub.tgz, which is neither a folder nor a gzipped archive",
    ],
    [
        "a link that leads nowhere",
        () => chart({}, (root) => symlinkSync("nowhere", join(root, "a"))),
        "has a, a symbolic link that leads nowhere",
    ],
    [
        "a link that leads nowhere, and is left out",
        () => chart({ ".helmignore": "a\n" }, (root) => symlinkSync("nowhere", join(root, "a"))),
        "has a, a symbolic link that leads nowhere",
    ],
    [
        "links in a circle",
        () =>
            chart({}, (root) => {
                symlinkSync("b", join(root, "a"));
                symlinkSync("a", join(root, "b"));
            }),
        "has a, a circle of symbolic links",
    ],
    [
        "a link to a folder that it is in",
        () => chart({}, (root) => symlinkSync("..", join(root, "templates/up"))),
        "has templates/up, a symbolic link to a folder that it is in",
    ],
    ["a named pipe", () => chart({}, (root) => pipe(join(root, "a.pipe"))), "has a.pipe, which is a named pipe"],
    [
        "a link to a device",
        () => chart({}, (root) => symlinkSync("/dev/zero", join(root, "zero"))),
        "has zero, which is a device",
    ],
    [
        "a file that cannot be read",
        () => chart({}, (root) => symlinkSync("/proc/self/mem", join(root, "memory"))),
        "has memory, which cannot be read: EIO",
    ],
    ["a large file", () => chart({ large: Buffer.alloc(5 * 2 ** 20 + 1) }), "has large, a file of more than 5 MiB"],
    [
        "a pattern that .helmignore cannot have",
        () => chart({ ".helmignore": "# none\na\n[z-\n" }),
        "has a .helmignore whose line 3 is a pattern that Helm does not take",
    ],
    ["two stars in .helmignore", () => chart({ ".helmignore": "a/**/b\n" }), "has a .helmignore whose line 1 has **"],
    [
        ".helmignore that is a folder",
        () => chart({ ".helmignore/a": "" }),
        "has a .helmignore that cannot be read: EISDIR",
    ],
    ["a file that is no archive", () => archived(Buffer.from(metadata)), "is neither a folder nor a gzipped archive"],
    ["an empty file", () => archived(Buffer.alloc(0)), "is neither a folder nor a gzipped archive"],
    [
        "half an archive",
        async () => {
            const whole = await archive(
                packed({ ...least, "files/a": Buffer.from(crypto.getRandomValues(new Uint8Array(60_000))) }),
            );
            return archived(whole.subarray(0, whole.length / 2));
        },
        "is not a whole gzipped archive",
    ],
    [
        "half a tar in a whole gzip",
        async () => archived(gzipSync(gunzipSync(await archive(packed(least))).subarray(0, 530))),
        "is not a whole archive",
    ],
    ["something else that is zipped", () => archived(gzipSync("text ".repeat(1000))), "is not a whole archive"],
    ["an archive without a file", async () => archived(await archive({})), "is an archive without a file"],
    [
        "an archive without a folder",
        async () => archived(await archive(least)),
        "is an archive whose Chart.yaml is not in a folder",
    ],
    [
        "an archive with a path that leaves the folder",
        async () => archived(await archive({ ...packed(least), "shop/../../a": "" })),
        "is an archive with shop/../../a, which is outside of the chart's folder",
    ],
    [
        "an archive with an absolute path",
        async () => archived(await archive({ ...packed(least), "shop//etc/passwd": "" })),
        "which is outside of the chart's folder",
    ],
    [
        "an archive with a path of Windows",
        async () => archived(await archive({ ...packed(least), "shop/c:/a": "" })),
        "which is outside of the chart's folder",
    ],
    [
        "an archive with a large file",
        async () => archived(await archive({ ...packed(least), "shop/large": Buffer.alloc(5 * 2 ** 20 + 1) })),
        "has shop/large, a file of more than 5 MiB",
    ],
    [
        "an archive of 120 MiB when it is unpacked",
        async () =>
            archived(
                await archive({
                    ...packed(least),
                    ...Object.fromEntries(
                        Array.from({ length: 30 }, (_, i) => [`shop/${i}`, Buffer.alloc(4 * 2 ** 20)]),
                    ),
                }),
            ),
        "is an archive of more than 100 MiB",
    ],
];

describe("a local chart", () => {
    it.each(taken)("is taken as Helm takes it: %s", async (_, make) => {
        const path = await make();
        expect(await theirProblem(path)).toBeUndefined();
        expect(chartProblem(path, false)).toBeUndefined();
    });

    it.each(refused)("is refused as Helm refuses it: %s", async (_, make, message) => {
        const path = await make();
        expect(await theirProblem(path)).toBeDefined();
        expect(chartProblem(path, false)).toContain(message);
    });

    it("is refused with a socket in it", async () => {
        const path = chart();
        const server = createServer();
        servers.push(server);
        await new Promise<void>((listening) => server.listen(join(path, "s"), listening));
        expect(await theirProblem(path)).toBeDefined();
        expect(chartProblem(path, false)).toContain("has s, which is a socket");
    });

    it("may lack what is fetched", async () => {
        const path = chart({
            "Chart.yaml": metadata + dependency("sub"),
            "../sub/Chart.yaml": "apiVersion: v2\nname: sub\nversion: 1.0.0\n",
        });
        expect(chartProblem(path, true)).toBeUndefined();
        expect(await theirProblem(path, "--dependency-update")).toBeUndefined();
    });
});

describe("what .helmignore leaves out", () => {
    const names = [
        "a",
        "b.txt",
        ".a",
        "ab",
        "a b",
        "ü",
        "sub/a",
        "sub/b.txt",
        "sub/.a",
        "sub/deep/a",
        "sub/deep/b.txt",
        "templates/.a",
        "templates/b.txt",
        "templates/sub/.a",
        "a-b",
        "[a]",
        "*",
    ];
    const atoms = [
        "a",
        "b",
        ".",
        "*",
        "?",
        "/",
        "!",
        "[ab]",
        "[^a]",
        "[a-z]",
        "\\*",
        "\\[",
        "sub",
        "deep",
        "b.txt",
        "templates",
        " ",
        "ü",
        "[z-a]",
        "#",
    ];
    const files = Object.fromEntries(names.map((name) => [name, name]));

    /** Returns the files of the folder that Helm packs; undefined if it refuses the chart. */
    async function theirs(path: string): Promise<string[] | undefined> {
        const out = dirname(path);
        try {
            await promisify(execFile)(helm, ["package", path, "-d", out]);
        } catch {
            return undefined;
        }
        const entries = tarEntries(gunzipSync(readFileSync(join(out, "shop-1.0.0.tgz")))) ?? [];
        return entries.map(({ name }) => name.slice("shop/".length)).sort();
    }

    function ours(path: string): string[] | undefined {
        // Helm packs no folder that is not a valid chart.
        if (chartProblem(path, false) !== undefined) return undefined;
        return folderFiles(path)
            .map(({ name }) => name)
            .sort();
    }

    it.each([
        ["comments, empty lines, CRLF and a byte order mark", "\uFEFF# a\r\n\r\n  b.txt  \r\n"],
        ["a folder by its name", "deep/\n"],
        ["a name with a slash at its end is no file", "a/\n"],
        ["a path from the root", "/a\n/sub/b.txt\n"],
        ["a path", "sub/*\n"],
        ["all but what is meant", "!*a*\n"],
        ["all but folders", "!sub/\n"],
        ["nothing but a mark", "!\n"],
        ["only a slash", "/\n"],
        ["classes and escapes", "[ab].txt\n\\[a\\]\n\\*\n[^a-z]\n"],
        ["a class that has a slash", "sub[^a]a\n"],
        ["a bad class", "[]a]\n"],
        ["an escape at its end", "a\\\n"],
        [
            "what helm create writes",
            ".DS_Store\n.git/\n.gitignore\n*.swp\n*.bak\n*.tmp\n*.orig\n*~\n.project\n.idea/\n*.tmproj\n.vscode/\n",
        ],
    ])("is what Helm leaves out: %s", async (_, rules) => {
        const path = chart({ ...files, ".helmignore": rules });
        expect(ours(path)).toEqual(await theirs(path));
    });

    it("is what Helm leaves out: 60 generated files", async () => {
        const generator = new Generator(7);
        const differences: unknown[] = [];
        let read = 0;
        for (let count = 0; count < 60; count += 1) {
            const line = () => generator.times(4, () => generator.pick(atoms)).join("");
            const rules = generator.times(3, line).join("\n");
            const path = chart({ ...files, ".helmignore": rules });
            const [mine, his] = [ours(path), await theirs(path)];
            if (his) read += 1;
            if (JSON.stringify(mine) !== JSON.stringify(his)) differences.push({ rules, mine, his });
        }
        expect(differences).toEqual([]);
        expect(read).toBeGreaterThan(20);
    });
});
