import { docker, leftovers } from "../e2e/support/docker";
import { type Address, Connection } from "../e2e/support/endpoint/connection";
import { workloads } from "../e2e/support/endpoint/workloads";
import { failureOf } from "../e2e/support/failure";
import { Program } from "../e2e/support/program";
import { summary } from "../e2e/support/steps";
import { isLong } from "./support/extent";
import { note } from "./support/note";

jest.setTimeout(isLong ? 1_800_000 : 400_000);

const project = "faults-load";

const stacks: Program[] = [];

afterEach(async () => {
    for (const stack of stacks.splice(0)) await stack.remove();
    expect(await leftovers(project)).toEqual([]);
});

async function create(name: string, files: Record<string, string>): Promise<Program> {
    const stack = await Program.create(`${project}-${name}`, files);
    stacks.push(stack);
    return stack;
}

describe("one daemon carries", () => {
    const many = isLong ? 20 : 3;

    it(`${many} stacks whose up runs at once`, async () => {
        const program = `
import * as k3s from "pulumi-k3s";
const cluster = new k3s.Cluster("dev", { timeoutSeconds: 1_500 });
new k3s.Manifest("settings", { cluster, objects: [
    { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "settings", namespace: "default" }, data: { a: "b" } },
] });
export const url = new k3s.ServiceEndpoint("api", { cluster, service: "kubernetes", port: "https" }).url;
`;
        for (let index = 0; index < many; index++) await create(`stack-${index}`, { "index.ts": program });
        const since = Date.now();
        await Promise.all(stacks.map((stack) => stack.up()));
        note(`${Math.round((Date.now() - since) / 1_000)} s`);
        const urls = await Promise.all(stacks.map(async (stack) => String((await stack.outputs()).url)));
        expect(new Set(urls).size).toBe(many);
        const again = await Promise.all(stacks.map((stack) => stack.up()));
        expect(again.flatMap(({ steps }) => summary(steps))).toEqual([]);
        await Promise.all(stacks.map((stack) => stack.destroy()));
    });

    const endpoints = isLong ? 100 : 10;

    it(`${endpoints} endpoints of a cluster, half of them by each way, and a thousand connections open on them at once`, async () => {
        const stack = await create("endpoints", {
            "objects.yaml": workloads,
            "index.ts": `
import * as k3s from "pulumi-k3s";
const images = ["pulumi-k3s-test/contract-server:1", "pulumi-k3s-operator/redis:7"];
const cluster = new k3s.Cluster("dev", { images });
const objects = new k3s.Manifest("objects", { cluster, path: "./objects.yaml" });
export const urls = Array.from({ length: ${endpoints} }, (_, index) =>
    new k3s.ServiceEndpoint(
        \`endpoint-\${index}\`,
        { cluster, service: "contract", port: "tcp", via: index % 2 === 0 ? "node" : "api", timeoutSeconds: 300 },
        { dependsOn: objects },
    ).url,
);
`,
        });
        await stack.up();
        const addresses = ((await stack.outputs()).urls as string[]).map(addressOf);
        const connections = Array.from(
            { length: 1_000 },
            (_, index) => new Connection(addresses[index % endpoints] as Address),
        );
        const answers = (question: (index: number) => string) =>
            Promise.all(connections.map((connection, index) => connection.send(question(index)).line()));
        const expected = (word: string) => connections.map((_, index) => `${word} ${index}`);
        expect(await answers((index) => `echo\nfirst ${index}\n`)).toEqual(expected("first"));
        // All of them are open now, and none was opened for this.
        expect(await answers((index) => `second ${index}\n`)).toEqual(expected("second"));
        for (const connection of connections) connection.close();
        expect(summary((await stack.up()).steps)).toEqual([]);
    });
});

describe("a workload that", () => {
    it("hits its memory limit is told of as that, with what to do", async () => {
        const stack = await create("memory", {
            "index.ts": `
import * as k3s from "pulumi-k3s";
const cluster = new k3s.Cluster("dev", { images: ["pulumi-k3s-operator/redis:7"] });
new k3s.HelmRelease("greedy", { cluster, chart: "./chart", namespace: "work", timeoutSeconds: 30 });
`,
            "chart/Chart.yaml": "apiVersion: v2\nname: greedy\nversion: 1.0.0\n",
            // Redis takes memory for each of its databases when it starts, after it listens and before it answers.
            "chart/templates/greedy.yaml": `
apiVersion: apps/v1
kind: Deployment
metadata: { name: greedy }
spec:
  selector: { matchLabels: { app: greedy } }
  template:
    metadata: { labels: { app: greedy } }
    spec:
      containers:
        - name: redis
          image: pulumi-k3s-operator/redis:7
          args: [--save, "", --databases, "10000000"]
          readinessProbe: { exec: { command: [redis-cli, ping] }, periodSeconds: 1 }
          resources: { limits: { memory: 64Mi } }
`,
        });
        const text = await failureOf(stack.up());
        note(text.split("\n").find((line) => line.includes("OOMKilled")) ?? "not told");
        expect(text).toMatch(/greedy.*OOMKilled|OOMKilled.*greedy/s);
        expect(text).toContain("Next: ");
        // The nodes live on, whatever their workloads do.
        expect(await docker("ps", "--format", "{{.Names}}", "--filter", `name=${project}-memory`)).not.toBe("");
    });
});

function addressOf(url: string): Address {
    const { hostname, port } = new URL(url);
    return { host: hostname, port: Number(port) };
}
