import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { goModules, useLanguages } from "./support/other-languages";
import { pluginFolder } from "./support/plugin";
import { Program } from "./support/program";
import { summary } from "./support/steps";

// Go compiles the SDKs once.
jest.setTimeout(600_000);

const folder = join(__dirname, "../../docs/samples");
const samples = readdirSync(folder);
const files = {
    "k8s/podinfo/service.yaml": "{apiVersion: v1, kind: Service, metadata: {name: podinfo}}",
    "k8s/overlays/dev/config.yaml": "{apiVersion: v1, kind: ConfigMap, metadata: {name: app}}",
};
const plugins = `plugins: { providers: [{ name: k3s, path: ${JSON.stringify(pluginFolder)} }] }\n`;

/** What each component of a sample makes at least. */
const parts: Record<string, string> = {
    AgentPool: "create NodesReady",
    HelmRelease: "create WorkloadsReady",
    HostService: "create HostForward",
    Manifest: "create Manifest",
    ServiceEndpoint: "create EndpointReady",
};

beforeAll(() => {
    useLanguages();
});

describe.each([
    ["python", "__main__.py"],
    ["go", "main.go"],
    ["yaml", "Pulumi.yaml"],
] as const)("the samples of the documentation in %s", (language, file) => {
    const project = `e2e-samples-${language}`;
    let stack: Program;

    beforeAll(async () => {
        const own = { ...files, "Pulumi.yaml": `name: ${project}\nruntime: ${language}\n${plugins}` };
        stack = await Program.create(project, own, "test", (program) =>
            language === "go" ? goModules(program) : Promise.resolve(),
        );
    });
    afterAll(() => stack.remove());

    it.each(samples)("%s", async (sample) => {
        const text = readFileSync(join(folder, sample, file), "utf8");
        stack.write({ [file]: language === "yaml" ? text.replace(/^name: .*/, `name: ${project}`) + plugins : text });
        const { steps, warnings } = await stack.preview();
        expect(warnings).toEqual([]);
        const made = summary(steps);
        expect(made).toContain("create ClusterReady dev-ready");
        for (const [component, part] of Object.entries(parts)) {
            const isUsed = new RegExp(`\\b(?:k3s[.:](?:New)?)${component}\\b`).test(text);
            if (isUsed) expect(made).toContainEqual(expect.stringMatching(`^${part}`));
        }
    });
});
