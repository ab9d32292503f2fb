import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { kubectl, leftovers } from "../e2e/support/docker";
import { webImage } from "../e2e/support/environment";
import { exampleChart } from "../e2e/support/example-chart";
import { get } from "../e2e/support/get";
import { install, repository } from "../e2e/support/packed";
import { Program } from "../e2e/support/program";
import { forwarded, manifestFile, program, settingsFile } from "../e2e/support/quickstart";
import { summary } from "../e2e/support/steps";
import { askedOf, newestKeptVersion, packNext, type Version } from "./support/versions";

jest.setTimeout(300_000);

const project = "faults-upgrade";
const installed = "node_modules/pulumi-k3s";

/** One of each kind of resource that a cluster on this machine can have. */
const cluster = {
    agents: 1,
    registry: true,
    registries: {
        // A cache asks for what it is in front of when it starts: that is the cluster's own registry here.
        mirrors: { "registry.example": { endpoints: ["http://registry:5000"] } },
        pullThrough: ["registry.example"],
    },
    server: { labels: { disk: "fast" } },
    kubeconfig: { merge: "./kubeconfig" },
};
const elsewhere = [
    ...["v1.ProductionCluster", "v1.ProductionReady", "v1.PublishedAddress"],
    ...["v1.SharedCluster", "v1.SharedClusterReady"],
];

const workload = {
    "manifests/worker.yaml": `
apiVersion: apps/v1
kind: Deployment
metadata: { name: worker, namespace: shop }
spec:
  selector: { matchLabels: { app: worker } }
  template:
    metadata: { labels: { app: worker } }
    spec: { containers: [{ name: worker, image: "${webImage}" }] }
`,
};

const { devDependencies } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as {
    devDependencies: Record<string, string>;
};
const companions = ["@pulumi/pulumi", "@pulumi/docker", "@pulumi/kubernetes", "typescript", "@types/node"].map(
    (name) => `${name}@${devDependencies[name] ?? ""}`,
);

/** What is stored of a resource of ours: which kind it is, and the text that calls the package. */
interface Stored {
    urn: string;
    implementation: unknown;
    texts: unknown[];
}

let folder: string;
let previous: Version;
let next: Version;
let stack: Program;
let outputs: Record<string, unknown>;
let stored: Stored[];

function installedVersion(): string {
    const manifest = readFileSync(join(stack.folder, installed, "package.json"), "utf8");
    return (JSON.parse(manifest) as { version: string }).version;
}

function storedResources(): Stored[] {
    type Properties = Record<string, unknown>;
    const { checkpoint } = JSON.parse(stack.state()) as {
        checkpoint: { latest: { resources: { urn: string; inputs?: Properties; outputs?: Properties }[] } };
    };
    return checkpoint.latest.resources
        .filter(({ inputs }) => inputs?.__provider !== undefined)
        .map(({ urn, inputs, outputs }) => ({
            urn,
            implementation: inputs?.implementation,
            texts: [inputs?.__provider, outputs?.__provider],
        }))
        .sort((one, other) => one.urn.localeCompare(other.urn));
}

async function commandLine(...args: string[]): Promise<string> {
    const command = ["--no-install", "pulumi-k3s", ...args, "--cluster", `${project}/test/dev`];
    return (await promisify(execFile)("npx", command, { cwd: stack.folder })).stdout;
}

/** The versions of the processes that have carried the endpoint one after the other. */
async function carriers(): Promise<string[]> {
    const log = await commandLine("endpoints", "logs", "web-api");
    return Array.from(log.matchAll(/started as process \d+, version (\S+)/g), ([, version = ""]) => version);
}

async function expectAnswers(): Promise<void> {
    for (const address of [outputs.url, outputs.apiUrl]) {
        const response = await get(address);
        expect(response.status).toBe(200);
        expect(await response.text()).toContain("from a manifest");
    }
}

beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), `pulumi-k3s-${project}-packed-`));
    previous = newestKeptVersion();
    next = await packNext(folder);
    const files = {
        "index.ts": program + forwarded,
        ...exampleChart(),
        ...manifestFile("from a manifest"),
        ...workload,
    };
    stack = await Program.create(project, { ...files, ...settingsFile({ cluster }) }, "test", (target) =>
        install("npm", target, [previous.archive, ...companions]),
    );
    await stack.up();
});

afterAll(async () => {
    await stack.remove();
    rmSync(folder, { recursive: true, force: true });
});

/** Until 0.3, a refresh forgot what was in a cluster that was down: `deleteUnreachable`. */
const providerUpdate = "update kubernetes dev";

describe("a stack of the previous version", () => {
    it("has all that a program can make, by that version", async () => {
        expect(installedVersion()).toBe(previous.version);
        outputs = await stack.outputs();
        stored = storedResources();
        const { lifecycles } = await askedOf(join(stack.folder, installed));
        const made = new Set(stored.map(({ implementation }) => implementation));
        expect([...made].sort()).toEqual(lifecycles.filter((name) => !elsewhere.includes(name)).sort());
        await expectAnswers();
        expect(await carriers()).toEqual([previous.version]);
    });

    it("is no change to a preview of the next version, but for how the provider copes with a cluster that is down", async () => {
        await install("npm", stack.folder, [next.archive]);
        expect(installedVersion()).toBe(next.version);
        expect(summary((await stack.preview()).steps)).toEqual([providerUpdate]);
        expect(summary((await stack.preview({ refresh: true })).steps)).toEqual([providerUpdate]);
    });

    it("has no drift for the next version", async () => {
        const told = await stack.refresh();
        expect(told).toMatch(/^\s*\d+ unchanged$/m);
        expect(told).not.toMatch(/\b(?:created|updated|replaced|deleted)\b/);
    });

    it("is as it was after an up of the next version", async () => {
        expect(summary((await stack.up()).steps)).toEqual([providerUpdate]);
        expect(summary((await stack.up()).steps)).toEqual([]);
        expect(await stack.outputs()).toEqual(outputs);
        // A change of the text alone is no step: Pulumi stores the new one without a word.
        expect(storedResources()).toEqual(stored);
        await expectAnswers();
    });

    it("has its endpoints carried by the next version after an order, on the same ports", async () => {
        await commandLine("endpoints", "start", "web-api");
        expect((await carriers()).at(-1)).toBe(next.version);
        await expectAnswers();
        expect(summary((await stack.up()).steps)).toEqual([]);
    });

    it("is changed by the next version in what is changed, and nothing else", async () => {
        stack.write(manifestFile("from a manifest of the next version"));
        expect(summary((await stack.up()).steps)).toEqual(["update ConfigMap dev:shop/message"]);
    });

    it("is destroyed by the next version, with nothing left", async () => {
        await stack.destroy();
        expect(await leftovers(project)).toEqual([]);
    });
});

describe("a stack of the previous version whose data is in volumes", () => {
    const volumes = `${project}-volumes`;
    const server = `${volumes}-test-dev-server`;
    let kept: Program;

    beforeAll(async () => {
        const index = `import * as k3s from "pulumi-k3s";\nnew k3s.Cluster("dev", { agents: 1, dataVolume: true });\n`;
        kept = await Program.create(volumes, { "index.ts": index }, "test", (target) =>
            install("npm", target, [previous.archive, ...companions]),
        );
        await kept.up();
        await kubectl(server, "create", "configmap", "note", "--from-literal=text=kept");
    });

    afterAll(() => kept.remove());

    it("has its nodes replaced once by the next version, for the newest files in them, and keeps its data", async () => {
        await install("npm", kept.folder, [next.archive]);
        const steps = summary((await kept.up()).steps);
        expect(steps.filter((step) => step.includes(" Container "))).toEqual([
            "replace Container dev-agent-0",
            "replace Container dev-server",
        ]);
        expect(steps.filter((step) => step.includes(" Identity "))).toEqual([]);
        expect(await kubectl(server, "get", "configmap", "note", "-o", "jsonpath={.data.text}")).toBe("kept");
        expect(summary((await kept.up()).steps)).toEqual([]);
    });
});
