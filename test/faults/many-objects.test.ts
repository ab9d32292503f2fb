import { kubectl, leftovers } from "../e2e/support/docker";
import { Program } from "../e2e/support/program";
import { type Step, summary } from "../e2e/support/steps";

jest.setTimeout(400_000);

const project = "faults-many-objects";
const server = `${project}-test-dev-server`;
const files = 10;
const perFile = 50;

const program = `
import * as k3s from "pulumi-k3s";
const cluster = new k3s.Cluster("dev");
new k3s.Manifest("many", { cluster, path: "./objects" });
`;

let stack: Program;

/** Of each ten objects a Service, a Deployment without pods, and eight ConfigMaps. */
function objectText(index: number): string {
    const name = `object-${index}`;
    if (index % 10 === 0) {
        return `apiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec: { clusterIP: None, ports: [{ port: 80 }] }\n`;
    }
    if (index % 10 === 1) {
        return `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  replicas: 0
  selector: { matchLabels: { app: ${name} } }
  template: { metadata: { labels: { app: ${name} } }, spec: { containers: [{ name: main, image: "local/none:1" }] } }
`;
    }
    return `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\ndata: { index: "${index}" }\n`;
}

function fileText(file: number): string {
    return Array.from({ length: perFile }, (_, index) => objectText(file * perFile + index)).join("---\n");
}

function count(steps: Step[]): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const step of summary(steps)) {
        const key = step.split(" ").slice(0, 2).join(" ");
        counts[key] = (counts[key] ?? 0) + 1;
    }
    return counts;
}

async function live(): Promise<number> {
    const names = await kubectl(server, "get", "configmaps,services,deployments", "-o", "name");
    return names.split("\n").filter((name) => name.includes("/object-")).length;
}

beforeAll(async () => {
    const objects = Array.from({ length: files }, (_, file) => [`objects/${file}.yaml`, fileText(file)] as const);
    stack = await Program.create(project, { "index.ts": program, ...Object.fromEntries(objects) });
});

afterAll(async () => {
    await stack.remove();
    expect(await leftovers(project)).toEqual([]);
});

describe("500 objects in a folder", () => {
    it("are applied", async () => {
        const { steps } = await stack.up();
        expect(count(steps)).toMatchObject({ "create ConfigMap": 400, "create Service": 50, "create Deployment": 50 });
        expect(await live()).toBe(500);
    });

    it("are unchanged in a second up", async () => {
        expect(summary((await stack.up()).steps)).toEqual([]);
    });

    it("are deleted when they leave the folder, the others left alone", async () => {
        for (let file = 1; file < files; file++) stack.unlink(`objects/${file}.yaml`);
        const { steps } = await stack.up();
        expect(count(steps)).toEqual({
            ...{ "delete ConfigMap": 360, "delete Service": 45, "delete Deployment": 45 },
            "update ManifestReady": 1,
        });
        expect(await live()).toBe(50);
    });
});
