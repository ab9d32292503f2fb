import { leftovers } from "./support/docker";
import { exampleFiles } from "./support/example-files";
import { get } from "./support/get";
import { goModules, useLanguages } from "./support/other-languages";
import { pluginFolder } from "./support/plugin";
import { Program } from "./support/program";
import { summary } from "./support/steps";

// Go compiles the SDKs once.
jest.setTimeout(600_000);

const quickstart = exampleFiles("quickstart", "manifests", "chart");

/** What each language calls it, to be changed. */
const languages = [
    ["python", "__main__.py", '"replicas": 2'],
    ["go", "main.go", '"replicas": pulumi.Int(2)'],
    ["yaml", "Pulumi.yaml", "replicas: 2"],
] as const;

let expected: string[];

beforeAll(async () => {
    useLanguages();
    const project = "e2e-quickstart-typescript";
    const program = await Program.create(project, { ...quickstart, ...exampleFiles("quickstart", "index.ts") });
    expected = without(project, summary((await program.preview()).steps));
    await program.remove();
});

describe.each(languages)("the quickstart in %s", (language, file, replicas) => {
    const project = `e2e-quickstart-${language}`;
    let stack: Program;

    beforeAll(async () => {
        stack = await Program.create(project, { ...quickstart, ...example(language, project) }, "test", (folder) =>
            language === "go" ? goModules(folder) : Promise.resolve(),
        );
    });
    afterAll(async () => {
        await stack.remove();
        expect(await leftovers(project)).toEqual([]);
    });

    it("is previewed as in TypeScript", async () => {
        const preview = await stack.preview();
        expect(preview.warnings).toEqual([]);
        expect(without(project, summary(preview.steps))).toEqual(expected);
    });

    it("is brought up, and then has nothing left to do", async () => {
        expect((await stack.up()).warnings).toEqual([]);
        const { url, kubeconfigPath } = await stack.outputs();
        expect(kubeconfigPath).toContain(`${project}/test/dev/kubeconfig.yaml`);
        const answer = await get(url);
        expect(answer.status).toBe(200);
        expect(await answer.text()).toContain("This text comes from a manifest.");
        expect(summary((await stack.up()).steps)).toEqual([]);
        expect(summary((await stack.preview({ refresh: true })).steps)).toEqual([]);
        expect(stack.state()).not.toMatch(/client-key-data|K10[0-9a-f]{10}/);
    });

    it("changes with its values", async () => {
        const text = example(language, project)[file] as string;
        stack.write({ [file]: text.replace(replicas, replicas.replace("2", "1")) });
        expect(summary((await stack.up()).steps)).toEqual(["update Release web", "update WorkloadsReady web-ready"]);
    });
});

/** The program of an example, in a folder of its own beside what it deploys. */
function example(language: string, project: string): Record<string, string> {
    const files = exampleFiles(`quickstart-${language}`, "Pulumi.yaml", "__main__.py", "main.go");
    const moved = (text: string) =>
        text
            .replace(/^name: .*/, `name: ${project}`)
            .replaceAll("../quickstart/", "./")
            .replaceAll("../../bin", pluginFolder);
    return Object.fromEntries(Object.entries(files).map(([path, text]) => [path, moved(text)]));
}

function without(project: string, steps: string[]): string[] {
    return steps.map((step) => step.replace(`${project}-test`, ""));
}
