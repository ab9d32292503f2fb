import { docker, kubectl, leftovers } from "./support/docker";
import { webImage } from "./support/environment";
import { exampleChart } from "./support/example-chart";
import { exampleFiles } from "./support/example-files";
import { failureOf } from "./support/failure";
import { get } from "./support/get";
import { Program } from "./support/program";
import { manifestFile } from "./support/quickstart";
import { summary } from "./support/steps";

jest.setTimeout(300_000);

const platformProject = "e2e-two-stacks-platform";
const applicationProject = "e2e-two-stacks-application";
const server = `${platformProject}-test-dev-server`;

const platformProgram = `
import { readFileSync } from "node:fs";
import * as k3s from "pulumi-k3s";

const dev = new k3s.Cluster("dev", { images: ["${webImage}"], ...JSON.parse(readFileSync("settings.json", "utf8")) });
export const cluster = dev.handle;
`;

/** Everything that takes a cluster, on one of another stack; \`edit\` is a change of the handle's text. */
const applicationProgram = `
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import * as k3s from "pulumi-k3s";

const config = new pulumi.Config();
const edit: object = config.getObject("edit") ?? {};
const platform = new pulumi.StackReference("organization/${platformProject}/test");
const handle = platform.requireOutput("cluster").apply((text) => {
    const { nodes, ...data } = JSON.parse(text);
    return JSON.stringify({ ...data, ...edit, nodes: { ...nodes, ...edit } });
});
const cluster = k3s.Cluster.get("shop", { handle });
const pool = new k3s.AgentPool("batch", { cluster, labels: { pool: "batch" } });
const message = new k3s.Manifest("message", { cluster, namespace: "shop", path: "./manifests" });
const web = new k3s.HelmRelease("web", { cluster, chart: "./chart", namespace: message.namespace });
const service = { cluster, namespace: web.namespace, service: "web", port: "http" };
const byNode = new k3s.ServiceEndpoint("web-node", service);
const byApi = new k3s.ServiceEndpoint("web-api", { ...service, via: "api" });
new docker.Container("client", k3s.withReferences({ image: "${webImage}", name: "${applicationProject}-test-client" }, cluster, byNode));

export const urls = [byNode.url, byApi.url];
export const nodes = pool.nodeNames;
export const environment = k3s.environment(cluster, byNode);
`;

let platform: Program;
let application: Program;

async function expectAnswers(): Promise<void> {
    const { urls } = await application.outputs();
    for (const url of urls as string[]) {
        const response = await get(url);
        expect(response.status).toBe(200);
        expect(await response.text()).toContain("from another stack");
    }
}

/** Seconds that it takes. */
async function timed(work: () => Promise<unknown>): Promise<number> {
    const since = Date.now();
    await work();
    return (Date.now() - since) / 1000;
}

beforeAll(async () => {
    application = await Program.create(applicationProject, {
        "index.ts": applicationProgram,
        ...exampleChart(),
        ...manifestFile("from another stack"),
    });
    platform = await Program.create(platformProject, { "index.ts": platformProgram, "settings.json": "{}" });
    await platform.up();
});

afterAll(async () => {
    await application.remove();
    await platform.remove();
    expect([...(await leftovers(applicationProject)), ...(await leftovers(platformProject))]).toEqual([]);
});

describe("the example", () => {
    const [platformName, applicationName] = ["e2e-two-teams-platform", "e2e-two-teams-application"];

    it("is a cluster of one team, and an application of another in it", async () => {
        const base = await Program.create(platformName, exampleFiles("two-stacks/platform", "index.ts"));
        const shop = await Program.create(applicationName, exampleFiles("two-stacks/application", "index.ts", "k8s"));
        await shop.setConfig("platform", `organization/${platformName}/test`);
        expect((await base.up()).warnings).toEqual([]);
        expect((await shop.up()).warnings).toEqual([]);
        const { url } = await shop.outputs();
        expect(await (await get(url)).text()).toContain("The cluster is another stack's.");
        await shop.remove();
        await base.remove();
        expect([...(await leftovers(platformName)), ...(await leftovers(applicationName))]).toEqual([]);
    });
});

describe("a cluster of another stack", () => {
    it("is shown in a preview with all that is to be put into it", async () => {
        const { steps } = await application.preview();
        expect(summary(steps)).toEqual(
            expect.arrayContaining([
                "create Cluster shop",
                "create Container shop-batch-0",
                "create ConfigMap shop:shop/message",
                "create Release web",
                "create Container web-node",
                "create Forward web-api-forward",
            ]),
        );
    });

    it("takes agents, objects, releases and endpoints, and gives them its references", async () => {
        await application.up();
        await expectAnswers();
        const { nodes, environment } = await application.outputs();
        expect(nodes).toEqual(["shop-batch-0"]);
        expect(await kubectl(server, "get", "nodes", "--output", "name")).toBe("node/dev-server\nnode/shop-batch-0");
        const { KUBECONFIG } = environment as Record<string, string>;
        expect(KUBECONFIG).toContain(`/${applicationProject}/test/shop/kubeconfig.yaml`);
        expect(environment).toMatchObject({ K8S_CLUSTER_NAME: "shop" });
        const variables = await docker(
            "inspect",
            "--format",
            "{{json .Config.Env}}",
            `${applicationProject}-test-client`,
        );
        expect(variables).toContain("services__web-node__url=http://web-node:80");
    });

    it("keeps its credentials out of the state of the stack that uses it, but for secrets", () => {
        expect(application.state()).not.toMatch(/client-key-data|PRIVATE KEY|agentToken":"K10/);
    });

    it("is no change on the second up, of either stack", async () => {
        expect(summary((await application.up()).steps)).toEqual([]);
        expect(summary((await platform.up()).steps)).toEqual([]);
    });

    it("loses what the other stack made there, and nothing else, when that is destroyed", async () => {
        await application.destroy();
        expect(await leftovers(applicationProject)).toEqual([]);
        expect(await kubectl(server, "get", "nodes", "--output", "name")).toBe("node/dev-server");
        expect(await kubectl(server, "get", "namespaces", "--output", "name")).not.toContain("shop");
        expect(summary((await platform.up()).steps)).toEqual([]);
    });
});

describe("a handle", () => {
    it.each([
        [
            "of another form",
            { format: 2 },
            /handle is of another version of pulumi-k3s \(form 2, and this one reads 1\)/,
        ],
        ["of a cluster on another daemon", { daemonId: "AAAA:BBBB" }, /runs on another Docker daemon/],
        ["of a cluster that was replaced", { clusterId: "0123456789abcdef" }, /was replaced after/],
        ["of a cluster that is gone", { serverContainer: "nobody" }, /does not exist any more/],
    ])("%s is refused with its reason, before anything is created", async (_, edit, message) => {
        await application.setConfig("edit", JSON.stringify(edit));
        expect(await failureOf(application.up())).toMatch(message);
        expect(await leftovers(applicationProject)).toEqual([]);
        await application.setConfig("edit", "{}");
    });
});

describe("the stack that made the cluster", () => {
    it("may replace it: the other stack follows", async () => {
        await application.up();
        platform.write({ "settings.json": JSON.stringify({ serviceSubnet: "10.45.0.0/16" }) });
        await platform.up();
        await application.up();
        await expectAnswers();
        expect(summary((await application.up()).steps)).toEqual([]);
    });

    it("may be destroyed first, and what the other one has left goes within seconds", async () => {
        await platform.destroy();
        expect(await leftovers(platformProject)).toEqual([]);
        // It has no outputs any more.
        await expect(application.up()).rejects.toThrow(/output 'cluster' does not exist/);
        expect(await timed(() => application.destroy())).toBeLessThan(60);
        expect(await leftovers(applicationProject)).toEqual([]);
    });
});
