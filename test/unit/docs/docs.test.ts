import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { exportedFrom } from "../../../docs/generator/declarations";
import { pages } from "../../../docs/generator/pages";
import { pagesWithPrograms } from "../../../docs/generator/programs-in-pages";
import { referencePages } from "../../../docs/generator/reference-page";
import { publishedSources } from "../supply/published-sources";
import { brokenLinks, codeBlocks, markdownFiles, missingPaths, repository, textOf } from "./markdown";

const index = join(repository, "sdk/nodejs/index.ts");

describe("the README", () => {
    it("shows the program of the page that it leads to", () => {
        expect(codeBlocks(textOf("README.md"), "ts")).toEqual(codeBlocks(textOf("docs/getting-started.md"), "ts"));
    });

    it("names the command that the tests are run by", () => {
        const command = /exec (make \w+)/.exec(textOf(".ci/run"))?.[1];
        const commands = codeBlocks(textOf("README.md"), "sh").join("").split("\n");
        expect(commands.map((line) => line.replace(/ *#.*/, ""))).toContain(command);
    });

    it("asks for the versions that the package asks for", () => {
        const { engines, peerDependencies, peerDependenciesMeta } = JSON.parse(textOf("package.json")) as {
            engines: { node: string };
            peerDependencies: Record<string, string>;
            peerDependenciesMeta: Record<string, { optional: boolean }>;
        };
        const minor = (range = "") => /\d+\.\d+/.exec(range)?.[0] ?? "no version";
        expect(textOf("README.md")).toContain(`Node.js ${minor(engines.node)} or newer`);
        expect(textOf("README.md")).toContain(`Pulumi CLI ${minor(peerDependencies["@pulumi/pulumi"])} or newer`);
        const needed = Object.keys(peerDependencies).filter((name) => !peerDependenciesMeta[name]?.optional);
        for (const name of needed) expect(textOf("README.md")).toContain(` ${name}`);
    });
});

/** Each by the folders of its programs. */
const examples: Record<string, string[]> = {
    quickstart: ["quickstart"],
    "multi-node": ["multi-node"],
    operator: ["operator"],
    production: ["production"],
    references: ["references"],
    "two-stacks": ["two-stacks/platform", "two-stacks/application"],
};

describe.each(Object.entries(examples))("the README of the example %s", (example, programs) => {
    it("shows it as it is run", () => {
        expect(codeBlocks(textOf(`examples/${example}/README.md`), "ts")).toEqual(
            programs.map((program) => textOf(`examples/${program}/index.ts`)),
        );
    });
});

/** The quickstart in other languages, by its program. */
const elsewhere = [
    ["python", "__main__.py"],
    ["go", "main.go"],
    ["yaml", "Pulumi.yaml"],
] as const;

describe.each(elsewhere)("the quickstart in %s", (language, program) => {
    it("is shown in its README as it is run", () => {
        const folder = `examples/quickstart-${language}`;
        expect(codeBlocks(textOf(`${folder}/README.md`), language)).toEqual([textOf(`${folder}/${program}`)]);
    });
});

describe("the program of the page to start with", () => {
    it.each(elsewhere)("is in %s the one that is run", (language, program) => {
        const sample = textOf(`docs/samples/getting-started/${program}`);
        for (const page of ["docs/getting-started.md", "docs/_index.md"]) {
            expect(codeBlocks(textOf(page), language)).toEqual([sample]);
        }
    });
});

describe.each(Object.values(examples).flat())("the example %s", (program) => {
    it("is run in its own folder, not the package below it", () => {
        // The quickstart is the project of the repository itself.
        const [project, main] = program === "quickstart" ? ["", "examples/quickstart/"] : [`examples/${program}/`, ""];
        expect(textOf(`${project}Pulumi.yaml`)).toContain(`\nmain: ${main}index.ts\n`);
    });
});

describe("the index", () => {
    it("leads to every page", () => {
        const pages = markdownFiles(join(repository, "docs")).map((path) => path.replace("docs/", ""));
        const index = textOf("docs/README.md");
        expect(pages.filter((page) => page !== "README.md" && !index.includes(`(${page})`))).toEqual([]);
    });
});

describe("the page about configuration", () => {
    const sources = publishedSources().map((file) => readFileSync(file, "utf8"));
    const page = textOf("docs/reference/configuration.md");
    const found = (pattern: RegExp) =>
        sources.flatMap((text) => Array.from(text.matchAll(pattern), ([, name = ""]) => name));

    it("has each key of the stack's configuration that is read", () => {
        const keys = found(/\bconfig\.get(?:Object)?(?:<[^(]*>)?\("(\w+)"\)/g);
        expect(keys).toEqual(expect.arrayContaining(["target", "targets"]));
        expect(keys.filter((key) => !page.includes(`\`k3s:${key}\``))).toEqual([]);
    });

    it("has each variable of the environment that is read", () => {
        const variables = found(/\b((?:PULUMI_K3S|DOCKER)_[A-Z_]+)\b/g);
        expect(variables).toEqual(expect.arrayContaining(["PULUMI_K3S_HOME", "DOCKER_CONTEXT"]));
        expect(variables.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
    });
});

describe("the how-to pages", () => {
    it("show references as they are run", () => {
        expect(codeBlocks(textOf("docs/how-to/references.md"), "ts")).toEqual([textOf("examples/references/index.ts")]);
    });

    it("have the custom resource of an example", () => {
        expect(codeBlocks(textOf("docs/how-to/manifests.md"), "yaml")).toContain(
            textOf("examples/operator/database/base/redis.yaml"),
        );
    });

    it("have a test of an application that Node.js runs", async () => {
        const [test = ""] = codeBlocks(textOf("docs/how-to/tests-against-a-cluster.md"), "js");
        const folder = mkdtempSync(join(tmpdir(), "pulumi-k3s-docs-"));
        writeFileSync(join(folder, "web.test.mjs"), test);
        const server = createServer((_, response) => response.end()).listen(0, "127.0.0.1");
        await once(server, "listening");
        const services__web__url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
        const { NODE_OPTIONS: _, ...env } = process.env;
        try {
            const run = spawn(process.execPath, ["--test"], { cwd: folder, env: { ...env, services__web__url } });
            expect(await once(run, "exit")).toEqual([0, null]);
        } finally {
            server.close();
            rmSync(folder, { recursive: true });
        }
    });
});

const declarations = exportedFrom(index);
/** The types that programs write, not those that they are given. */
const given = declarations.filter(
    ({ name, kind }) =>
        kind === "interface" &&
        !["AnyCluster", "ClusterDocker", "KubernetesObject", "Problem", "Reference"].includes(name),
);

describe("the documentation", () => {
    it("has the programs of docs/samples on its pages, each on one", () => {
        const named = [...pagesWithPrograms().values()].flatMap((text) =>
            Array.from(text.matchAll(/<!-- languages: ([\w-]+) -->/g), ([, sample]) => sample),
        );
        const all = [...named, ...pages.map(({ name }) => name)];
        const samples = readdirSync(join(repository, "docs/samples"));
        expect(samples.filter((sample) => !all.includes(sample))).toEqual([]);
        expect(named).toEqual([...new Set(named)]);
    });
});

describe("the reference", () => {
    it("is what npm run docs makes", async () => {
        for (const [path, text] of [...referencePages(index), ...pagesWithPrograms()]) {
            const page = join(repository, "docs", path);
            const made = await format(text, { ...(await resolveConfig(page)), parser: "markdown" });
            expect(textOf(`docs/${path}`)).toBe(made);
        }
    });

    it("has a page for each component, and each export once", () => {
        const components = declarations.filter(({ name, kind }) => kind === "class" && name !== "ArgumentError");
        expect(pages.map(({ title }) => title)).toEqual(expect.arrayContaining(components.map(({ name }) => name)));
        const named = pages.flatMap((page) => page.exports);
        expect(named).toEqual([...new Set(named)]);
    });

    it("describes every export, and all of it", () => {
        const silent = declarations.flatMap(({ name, documentation, properties, functions }) => [
            ...(documentation.text === "" ? [name] : []),
            ...[...properties, ...functions]
                .filter((its) => its.documentation.text === "")
                .map((its) => `${name}.${its.name}`),
        ]);
        expect(silent).toEqual([]);
    });
});

describe.each(given)("each argument of $name", ({ properties }) => {
    it("has a default where it is optional, and no other has one", () => {
        const wrong = properties.filter((its) => (its.documentation.defaultValue !== "") !== its.isOptional);
        expect(wrong.map(({ name }) => name)).toEqual([]);
    });

    it("says what a change of it does", () => {
        const silent = properties.filter(({ documentation }) => documentation.change === "");
        expect(silent.map(({ name }) => name)).toEqual([]);
    });
});

/** Changes name files as they were called then. */
const dated = ["CHANGELOG.md"];

describe.each(markdownFiles().map((file) => ({ file })))("$file", ({ file }) => {
    it("has no link that leads nowhere, and names no file that is not there", () => {
        expect([...brokenLinks(file), ...(dated.includes(file) ? [] : missingPaths(file))]).toEqual([]);
    });
});
