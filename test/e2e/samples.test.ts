import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { joinedGo, joinedPython, joinedYaml } from "./support/joined-samples";
import { goModules, useLanguages } from "./support/other-languages";
import { pluginFolder } from "./support/plugin";
import { Program } from "./support/program";
import { summary } from "./support/steps";

// Go compiles the SDKs once.
jest.setTimeout(600_000);

const folder = join(__dirname, "../../docs/samples");
/** One of them uses another stack, which has to be there: test/e2e/two-stacks.test.ts has such ones. */
const samples = readdirSync(folder).filter((name) => name !== "of-a-platform");
const files = {
    "k8s/podinfo/service.yaml": "{apiVersion: v1, kind: Service, metadata: {name: podinfo}}",
    "k8s/overlays/dev/config.yaml": "{apiVersion: v1, kind: ConfigMap, metadata: {name: app}}",
    "charts/shop/Chart.yaml": "{apiVersion: v2, name: shop, version: 1.0.0}",
    "charts/shop/crds/namespace.yaml": "{apiVersion: v1, kind: Namespace, metadata: {name: crds}}",
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
    ["python", "__main__.py", joinedPython],
    ["go", "main.go", joinedGo],
    ["yaml", "Pulumi.yaml", joinedYaml],
] as const)("the samples of the documentation in %s", (language, file, joined) => {
    const project = `e2e-samples-${language}`;
    const texts = samples.map((name) => ({ name, text: readFileSync(join(folder, name, file), "utf8") }));
    let stack: Program;
    let made: string[];

    // One run of the engine for all.
    beforeAll(async () => {
        const settings = `name: ${project}\nruntime: ${language}\n${plugins}`;
        const program = joined(texts);
        const own = { ...files, ...program, "Pulumi.yaml": settings + (program["Pulumi.yaml"] ?? "") };
        stack = await Program.create(project, own, "test", (target) =>
            language === "go" ? goModules(target) : Promise.resolve(),
        );
        await stack.setSecret("mirrorPassword", "secret");
        await stack.setSecret("kubeconfig", "that of production, which is not used here");
        const { steps, warnings } = await stack.preview();
        expect(warnings).toEqual([]);
        made = summary(steps);
    });
    afterAll(() => stack.remove());

    it.each(texts)("$name", ({ name, text }) => {
        const own = made.filter((step) => step.split(" ")[2]?.startsWith(`${name}-`));
        expect(own).toContainEqual(expect.stringMatching(/^create (ClusterReady|Cluster) /));
        for (const [component, part] of Object.entries(parts)) {
            const isUsed = new RegExp(`\\b(?:k3s[.:](?:New)?)${component}\\b`).test(text);
            if (isUsed) expect(own).toContainEqual(expect.stringMatching(`^${part}`));
        }
    });
});

describe("an argument error", () => {
    it("names arguments as Python does", async () => {
        const program = 'import pulumi_k3s as k3s\n\nk3s.Cluster("dev", timeout_seconds=-1, pod_subnet="none")\n';
        const settings = `name: e2e-errors-python\nruntime: python\n${plugins}`;
        const stack = await Program.create("e2e-errors-python", { "Pulumi.yaml": settings, "__main__.py": program });
        const told = await stack.preview().then(String, String);
        await stack.remove();
        for (const name of ["timeout_seconds", "pod_subnet"]) expect(told).toMatch(`\n      ${name} must be `);
    });
});
