import { readFileSync } from "node:fs";
import { commandLine } from "./support/command-line";
import { kubectl, leftovers } from "./support/docker";
import { webImage } from "./support/environment";
import { exampleChart } from "./support/example-chart";
import { exampleFiles } from "./support/example-files";
import { failureOf } from "./support/failure";
import { get } from "./support/get";
import { Program } from "./support/program";
import { expectSoon } from "./support/soon";
import { summary } from "./support/steps";

jest.setTimeout(300_000);

const project = "e2e-production";
const elsewhere = "e2e-elsewhere";
const message = "The same program, wherever the cluster is.";

/** A cluster that nothing but its kubeconfig is known of. */
let theirs: Program;
let kubeconfig: string;
let stack: Program;

const objects = () =>
    kubectl(`${elsewhere}-test-eu-server`, "get", "-n", "shop", "deploy,svc,cm", "-o", "name").catch(() => "");

async function body(): Promise<string> {
    const { url } = await stack.outputs();
    return (await get(url)).text();
}

async function produce(): Promise<void> {
    await stack.setConfig("k3s:target", "production");
    await stack.setSecret("kubeconfig", kubeconfig);
}

beforeAll(async () => {
    const images = JSON.stringify([webImage]);
    theirs = await Program.create(elsewhere, {
        "index.ts": `
            import * as k3s from "pulumi-k3s";
            export const path = new k3s.Cluster("eu", { images: ${images} }).kubeconfigPath;
        `,
    });
    await theirs.up();
    kubeconfig = readFileSync(String((await theirs.outputs()).path), "utf8");
    stack = await Program.create(project, exampleFiles("production", "index.ts", "web"));
});

afterAll(async () => {
    await stack.remove();
    await theirs.remove();
    expect([...(await leftovers(project)), ...(await leftovers(elsewhere))]).toEqual([]);
});

describe("the example for production, without a target", () => {
    it("brings up a cluster of its own", async () => {
        await stack.up();
        expect(await body()).toContain(message);
        expect(await objects()).toBe("");
        expect((await leftovers(project)).join()).toContain(`container ${project}-test-shop-server`);
    });

    it("cannot become production in the same stack, and stays as it is", async () => {
        await produce();
        const told = await failureOf(stack.preview());
        expect(told).toContain('The cluster "shop" of this stack is local and cannot become production.');
        expect(await failureOf(stack.up())).toContain("cannot become production");
        expect(await body()).toContain(message);
        expect(await objects()).toBe("");
    });
});

describe("the same program in production", () => {
    it("is refused in the preview without a counterpart", async () => {
        await stack.select("live");
        await stack.setConfig("k3s:target", "production");
        const told = await failureOf(stack.preview());
        expect(told).toContain('The arguments of Cluster "shop" are not valid:');
        expect(told).toContain("add production: { kubeconfig, context } to the cluster");
    });

    it("brings everything up on the cluster that there is, and nothing in Docker", async () => {
        const before = await leftovers(project);
        await produce();
        expect(summary((await stack.preview()).steps)).toEqual(
            expect.arrayContaining([
                "create Deployment shop:shop/web",
                "create ProductionCluster shop-production",
                "create PublishedAddress web-endpoint-address",
            ]),
        );
        expect((await stack.up()).warnings).toEqual([]);
        await expectSoon(async () => expect(await body()).toContain(message));
        expect(await objects()).toContain("deployment.apps/web");
        expect(await leftovers(project)).toEqual(before);
    });

    it("is reached at its load balancer, by the server that the kubeconfig names", async () => {
        const { url, apiUrl } = await stack.outputs();
        const address = await kubectl(
            ...[`${elsewhere}-test-eu-server`, "get", "-n", "shop", "service/web"],
            ...["-o", "jsonpath={.status.loadBalancer.ingress[0].ip}"],
        );
        expect(url).toBe(`http://${address}:80`);
        expect(kubeconfig).toContain(String(apiUrl));
    });

    it("changes nothing on the second up", async () => {
        expect(summary((await stack.up()).steps)).toEqual([]);
    });

    it("keeps the credentials out of the state", () => {
        const key = /client-key-data: (\S+)/.exec(kubeconfig)?.[1] ?? "no key";
        expect(kubeconfig).toContain(key);
        expect(stack.state()).not.toContain(key);
        expect(stack.state()).not.toContain("client-key-data");
    });

    it("forwards an endpoint through the API server when that is asked", async () => {
        const { "index.ts": program = "" } = exampleFiles("production", "index.ts");
        stack.write({ "index.ts": program.replace('port: "http" }', 'port: "http", via: "api" }') });
        await stack.up();
        expect((await stack.outputs()).url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
        expect(await body()).toContain(message);
        stack.write({ "index.ts": program });
        await stack.up();
    });

    it("has releases as a local cluster has them, and takes them away with their resource", async () => {
        const { "index.ts": program = "" } = exampleFiles("production", "index.ts");
        const release = '\nnew k3s.HelmRelease("tool", { cluster, chart: "./chart", namespace: "tool" });\n';
        stack.write({ "index.ts": program + release, ...exampleChart() });
        await stack.up();
        const secrets = ["get", "secret", "-n", "tool", "-l", "owner=helm", "-o", "name"];
        expect(await kubectl(`${elsewhere}-test-eu-server`, ...secrets)).toBe("secret/sh.helm.release.v1.tool.v1");
        expect(summary((await stack.up()).steps)).toEqual([]);
        stack.write({ "index.ts": program });
        expect(summary((await stack.up()).steps)).toEqual(
            expect.arrayContaining(["delete Release tool", "delete WorkloadsReady tool-ready"]),
        );
        expect(await kubectl(`${elsewhere}-test-eu-server`, ...secrets)).toBe("");
    });

    it("has a handle, by which another stack uses it in production, and leaves it", async () => {
        const { "index.ts": program = "" } = exampleFiles("production", "index.ts");
        stack.write({ "index.ts": `${program}\nexport const handle = cluster.handle;\n` });
        await stack.up();
        const user = await Program.create("e2e-production-user", {
            "index.ts": `
                import * as pulumi from "@pulumi/pulumi";
                import * as k3s from "pulumi-k3s";
                const handle = new pulumi.StackReference("organization/${project}/live").requireOutput("handle");
                const cluster = k3s.Cluster.get("live", { handle });
                const note = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "note", namespace: "shop" } };
                new k3s.Manifest("note", { cluster, objects: [note] });
            `,
        });
        expect(await failureOf(user.preview())).toContain("whose target is production, and this stack's is local");
        await user.setConfig("k3s:target", "production");
        await user.up();
        expect(await objects()).toContain("configmap/note");
        await user.remove();
        expect(await objects()).not.toContain("configmap/note");
        expect(await objects()).toContain("deployment.apps/web");
        stack.write({ "index.ts": program });
        await stack.up();
    });

    it("stays on its cluster when the kubeconfig leads to another", async () => {
        const { stdout: another } = await commandLine(stack.folder, "kubeconfig", "print", `${project}/test/shop`);
        await stack.setSecret("kubeconfig", another);
        const told = await failureOf(stack.preview());
        expect(told).toContain('The kubeconfig of the cluster "shop" points to another cluster than before.');
        expect(await failureOf(stack.up())).toContain("points to another cluster than before");
        expect(await objects()).toContain("deployment.apps/web");
        await stack.setSecret("kubeconfig", kubeconfig);
        expect(summary((await stack.up()).steps)).toEqual([]);
    });

    it("cannot become local in the same stack", async () => {
        await stack.setConfig("k3s:target", "local");
        expect(await failureOf(stack.preview())).toContain(
            'The cluster "shop" of this stack is production and cannot become local.',
        );
        await stack.setConfig("k3s:target", "production");
    });

    it("is not touched when the local cluster goes", async () => {
        await stack.select("test");
        await stack.setConfig("k3s:target", "local");
        await stack.destroy();
        expect(await leftovers(project)).toEqual([]);
        await stack.select("live");
        expect(await body()).toContain(message);
        expect(summary((await stack.up()).steps)).toEqual([]);
    });

    it("is taken away by destroy, and the cluster stays", async () => {
        await stack.destroy();
        expect(await objects()).toBe("");
        expect(await kubectl(`${elsewhere}-test-eu-server`, "get", "--raw", "/readyz")).toBe("ok");
    });
});
