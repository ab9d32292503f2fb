import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { apiPage } from "../../../docs/generator/api-page";
import { declarationOf, exportedFrom } from "../../../docs/generator/declarations";
import { brokenLinks, codeBlocks, markdownFiles, missingPaths, repository, textOf } from "./markdown";

const index = join(repository, "sdk/nodejs/index.ts");

const components = [
    { name: "Cluster", page: "cluster", folder: "cluster", args: "arguments/cluster-args" },
    { name: "AgentPool", page: "agent-pool", folder: "agents", args: "agent-pool-args" },
    { name: "HelmRelease", page: "helm-release", folder: "helm", args: "helm-release-args" },
    { name: "Manifest", page: "manifest", folder: "manifest", args: "manifest-args" },
    { name: "ServiceEndpoint", page: "service-endpoint", folder: "endpoint", args: "service-endpoint-args" },
];

describe("the README", () => {
    it("shows the quickstart as it is run", () => {
        expect(codeBlocks(textOf("README.md"), "ts")).toEqual([textOf("examples/quickstart/index.ts")]);
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

describe.each(Object.values(examples).flat())("the example %s", (program) => {
    it("is run in its own folder, not the package below it", () => {
        // The quickstart is the project of the repository itself.
        const [project, main] = program === "quickstart" ? ["", "examples/quickstart/"] : [`examples/${program}/`, ""];
        expect(textOf(`${project}Pulumi.yaml`)).toContain(`\nmain: ${main}index.ts\n`);
    });
});

describe("the reference", () => {
    it("shows references as they are run", () => {
        expect(codeBlocks(textOf("docs/reference/references.md"), "ts")).toEqual([
            textOf("examples/references/index.ts"),
        ]);
    });

    it("has the custom resource of an example", () => {
        expect(codeBlocks(textOf("docs/reference/manifest.md"), "yaml")).toEqual([
            textOf("examples/operator/database/base/redis.yaml"),
        ]);
    });
});

describe("the page of all that the package exports", () => {
    it("is what npm run docs makes", async () => {
        const page = join(repository, "docs/reference/api.md");
        const made = await format(apiPage(index), { ...(await resolveConfig(page)), parser: "markdown" });
        expect(textOf("docs/reference/api.md")).toBe(made);
    });

    it("leaves nothing without a word", () => {
        const silent = exportedFrom(index).flatMap(({ name, documentation, properties }) => [
            ...(documentation.text === "" ? [name] : []),
            ...properties.filter((its) => its.documentation.text === "").map((its) => `${name}.${its.name}`),
        ]);
        expect(silent).toEqual([]);
    });
});

const argumentLists = [
    ...components.map(({ name, page, folder, args }) => ({
        type: `${name}Args`,
        page,
        file: `sdk/nodejs/${folder}/${args}.ts`,
    })),
    { type: "NodeArgs", page: "node", file: "sdk/nodejs/cluster/arguments/node-args.ts" },
    { type: "ProductionArgs", page: "../production", file: "sdk/nodejs/cluster/arguments/production-args.ts" },
    { type: "ClusterGetArgs", page: "../several-stacks", file: "sdk/nodejs/cluster/existing/shared-cluster.ts" },
    { type: "KubeconfigArgs", page: "kubeconfig", file: "sdk/nodejs/cluster/arguments/kubeconfig-args.ts" },
];

describe.each(argumentLists)("the reference of $type", ({ type, page, file }) => {
    const rows = rowsOf(textOf(`docs/reference/${page}.md`));

    it("has every argument, and none that is not there", () => {
        const documented = rows("argument");
        const declared = propertiesOf(file, type);
        expect(documented.map(([argument]) => argument)).toEqual(declared.map((argument) => argument.name));
    });

    it("has the defaults that the editor shows", () => {
        const defaults = new Map(rows("argument").map(([argument, , text]) => [argument, text ?? ""]));
        for (const { name: argument, documentation } of propertiesOf(file, type)) {
            const [, value] = /Default: (`[^`]+`|\d+|true|false)/.exec(documentation.text) ?? [];
            if (value) expect(`${argument}: ${bare(defaults.get(argument))}`).toContain(bare(value));
        }
    });
});

describe.each(components)("the reference of $name", ({ name, page, folder }) => {
    const rows = rowsOf(textOf(`docs/reference/${page}.md`));

    it("has every output, and none that is not there", () => {
        const declared = propertiesOf(`sdk/nodejs/${folder}/${page}.ts`, name);
        expect(rows("output").map(([output]) => output)).toEqual(declared.map((output) => output.name));
    });
});

describe.each(markdownFiles().map((file) => ({ file })))("$file", ({ file }) => {
    it("has no link that leads nowhere, and names no file that is not there", () => {
        expect([...brokenLinks(file), ...missingPaths(file)]).toEqual([]);
    });
});

function propertiesOf(file: string, name: string) {
    return declarationOf(join(repository, file), name).properties;
}

/** The rows of the table whose first column has that title; the first cell without its backticks. */
function rowsOf(page: string): (title: string) => string[][] {
    return (title) => {
        const [, table = ""] = new RegExp(`^\\| ${title} .*\\n\\|[-| ]+\\n((?:\\|.*\\n)*)`, "m").exec(page) ?? [];
        const lines = table.split("\n").filter((line) => line !== "");
        return lines.map((line) => {
            const [first = "", ...others] = line
                .split("|")
                .slice(1, -1)
                .map((cell) => cell.trim());
            return [first.replaceAll("`", ""), ...others];
        });
    };
}

function bare(text = ""): string {
    return text.replaceAll(/[`"]/g, "");
}
