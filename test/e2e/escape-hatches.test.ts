import { docker, kubectl, leftovers } from "./support/docker";
import { webImage } from "./support/environment";
import { exampleChart } from "./support/example-chart";
import { failureOf } from "./support/failure";
import { Program } from "./support/program";
import { summary } from "./support/steps";

jest.setTimeout(300_000);

const project = "e2e-escape-hatches";
const cluster = `${project}-test-dev`;

interface Names {
    release: string;
    manifest: string;
    releaseOptions?: string;
    manifestOptions?: string;
}

const program = ({ release, manifest, releaseOptions = "", manifestOptions = "" }: Names) => ({
    "index.ts": `
        import * as kubernetes from "@pulumi/kubernetes";
        import * as k3s from "pulumi-k3s";

        const cluster = new k3s.Cluster("dev", {
            images: ["${webImage}"],
            transform: { server: (args) => ({ ...args, shmSize: 128 }) },
        });
        const mine = new kubernetes.Provider("mine", { kubeconfig: cluster.kubeconfig });
        const web = new k3s.HelmRelease("${release}", {
            cluster,
            chart: "./chart",
            releaseName: "web",
            transform: (args) => ({ ...args, maxHistory: 3 }),
        }, { ${releaseOptions} });
        new k3s.Manifest("${manifest}", {
            cluster,
            objects: [{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "greeting" } }],
            transform: (object) => ({ ...object, metadata: { ...object.metadata, labels: { by: "transform" } } }),
        }, { provider: mine, ${manifestOptions} });
        new k3s.ServiceEndpoint("site", {
            cluster,
            service: "web",
            port: "http",
            transform: (args) => ({ ...args, memory: 64, memorySwap: 64 }),
        }, { dependsOn: web });
        export const serverId = cluster.docker?.server.id;
    `,
});

let stack: Program;

beforeAll(async () => {
    stack = await Program.create(project, {
        ...program({ release: "podinfo", manifest: "app" }),
        ...exampleChart(),
    });
});

afterAll(async () => {
    await stack.remove();
    expect(await leftovers(project)).toEqual([]);
});

describe("what goes beyond the arguments", () => {
    it("adjusts containers, a release and objects, and gives the children", async () => {
        await stack.up();
        const [server, relay] = await Promise.all([
            docker("inspect", "--format", "{{.Id}} {{.HostConfig.ShmSize}}", `${cluster}-server`),
            docker("inspect", "--format", "{{.HostConfig.Memory}}", `${cluster}-endpoint-site`),
        ]);
        expect(server).toBe(`${String((await stack.outputs()).serverId)} ${128 * 2 ** 20}`);
        expect(relay).toBe(String(64 * 2 ** 20));
        const labels = await kubectl(
            `${cluster}-server`,
            ...["get", "configmap", "greeting", "-o", "jsonpath={.metadata.labels}"],
        );
        expect(stack.state()).toMatch(/"maxHistory":\s*3\b/);
        expect(labels).toBe('{"by":"transform"}');
    });

    it("changes nothing on the second up", async () => {
        expect(summary((await stack.up()).steps)).toEqual([]);
    });

    it("renames and protects with all that is in them", async () => {
        const protectedAlias = 'aliases: [{ name: "podinfo" }], protect: true';
        const renamed = { release: "site", manifest: "more", manifestOptions: 'aliases: [{ name: "app" }]' };
        stack.write(program({ ...renamed, releaseOptions: protectedAlias }));
        expect(summary((await stack.up()).steps)).toEqual([]);
        stack.write({ "index.ts": "" });
        expect(await failureOf(stack.preview())).toMatch(
            /WorkloadsReady::site-ready" cannot be deleted\s+because it is protected/,
        );
        stack.write(program(renamed));
        await stack.up();
    });

    it("keeps in the cluster what is retained, when its resource goes", async () => {
        const { "index.ts": text } = program({
            release: "site",
            manifest: "more",
            releaseOptions: "retainOnDelete: true",
            manifestOptions: "retainOnDelete: true",
        });
        stack.write({ "index.ts": text });
        await stack.up();
        const without = text
            .replace(/const web = .*?;\n.*?(?=new k3s\.ServiceEndpoint)/s, "")
            .replace("dependsOn: web", "");
        stack.write({ "index.ts": without });
        expect(summary((await stack.up()).steps)).toEqual(
            expect.arrayContaining(["delete Release site", "delete ConfigMap dev:default/greeting"]),
        );
        const kept = await kubectl(`${cluster}-server`, "get", "deployment/web", "configmap/greeting", "-o", "name");
        expect(kept.split("\n").sort()).toEqual(["configmap/greeting", "deployment.apps/web"]);
    });
});
