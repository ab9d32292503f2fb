import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { codeBlocks, textOf } from "../unit/docs/markdown";
import { loopbackCertificate } from "./support/certificate";
import { docker, kubectl, leftovers } from "./support/docker";
import { required, webImage } from "./support/environment";
import { exampleChart } from "./support/example-chart";
import { failureOf } from "./support/failure";
import { Program } from "./support/program";
import { summary } from "./support/steps";
import { upstreamPassword, UpstreamRegistry } from "./support/upstream-registry";

jest.setTimeout(300_000);

const project = "e2e-registry";
const prefix = `${project}-test-dev`;
const server = `${prefix}-server`;
const registryImage = process.env.K3S_TEST_REGISTRY_IMAGE ?? "registry:3";
const upstream = new UpstreamRegistry(`${project}-upstream`, registryImage);
const nodes = ["dev-server", "dev-agent-0"];

const helm = (...args: string[]) => promisify(execFile)(required("HELM_BINARY"), args);

let stack: Program;
let host: string;
let sample: string;
let privateCharts: UpstreamRegistry | undefined;

/** The program of the documentation, with a mirror that is there. */
function program(mirror: string): string {
    const [sample = ""] = codeBlocks(textOf("docs/how-to/registries.md"), "ts");
    return sample.replace("https://mirror.example:5000", `http://${mirror}`).replace("mirror.example:5000", mirror);
}

/** Runs a pod on a node; the kubelet has to ask the registry, whatever the node has. */
async function runs(name: string, image: string, node: string): Promise<void> {
    const overrides = JSON.stringify({ spec: { nodeName: node } });
    const options = [`--image=${image}`, `--overrides=${overrides}`, "--image-pull-policy=Always"];
    await kubectl(server, "run", name, ...options);
    await kubectl(server, "wait", `pod/${name}`, "--for=condition=Ready", "--timeout=60s").catch(
        async (error: unknown) => {
            throw new Error(await kubectl(server, "describe", "pod", name), { cause: error });
        },
    );
}

async function push(name: string): Promise<void> {
    await docker("tag", webImage, `${host}/${name}`);
    await docker("push", `${host}/${name}`);
    await docker("rmi", `${host}/${name}`);
}

async function tags(name: string): Promise<unknown> {
    return (await fetch(`http://${host}/v2/${name}/tags/list`)).json();
}

beforeAll(async () => {
    const mirror = await upstream.start();
    await upstream.push(webImage, "web:1");
    sample = program(mirror);
    stack = await Program.create(project, { "index.ts": sample });
    await stack.setSecret("mirrorPassword", upstreamPassword);
});

afterAll(async () => {
    await stack.remove();
    await upstream.remove();
    await privateCharts?.remove();
    expect(await leftovers(project)).toEqual([]);
});

describe("the registry of a cluster", () => {
    it("is there with it, and stays on the next up", async () => {
        await stack.up();
        host = String((await stack.outputs()).registry);
        expect(host).toMatch(/^localhost:\d+$/);
        expect(summary((await stack.up()).steps)).toEqual([]);
    });

    it("gives every node what was pushed from this machine, under both names", async () => {
        await push("app:1");
        for (const node of nodes) await runs(`app-${node}`, `${host}/app:1`, node);
        await runs("by-alias", "registry:5000/app:1", "dev-agent-0");
    });

    it("is found by tools as KEP-1755 says", async () => {
        const options = ["--namespace=kube-public", "--output=jsonpath={.data.localRegistryHosting\\.v1}"];
        expect(await kubectl(server, "get", "configmap", "local-registry-hosting", ...options)).toContain(
            `host: ${host}\nhostFromContainerRuntime: registry:5000\n`,
        );
    });

    it("is started when it was stopped, and nothing else changes", async () => {
        await docker("stop", `${prefix}-registry`);
        expect(summary((await stack.up()).steps)).toEqual(["update RegistryReady dev-registry-ready"]);
        expect(await tags("app")).toEqual({ name: "app", tags: ["1"] });
    });

    it("is made again when it was removed, with its images, on its port, for nodes that stay", async () => {
        await docker("rm", "--force", "--volumes", `${prefix}-registry`);
        const expected = [
            "replace Container dev-registry",
            "replace ContainerPresence dev-registry-presence",
            "update RegistryReady dev-registry-ready",
        ];
        expect(summary((await stack.preview()).steps)).toEqual(expected);
        expect(summary((await stack.up()).steps)).toEqual(expected);
        expect((await stack.outputs()).registry).toBe(host);
        expect(await tags("app")).toEqual({ name: "app", tags: ["1"] });
        await push("app:2");
        await runs("healed", `${host}/app:2`, "dev-agent-0");
    });
});

describe("a cache", () => {
    it("pulls from a mirror that wants a password", async () => {
        await runs("through", "registry.example/web:1", "dev-agent-0");
    });

    it("has it when the mirror is away", async () => {
        await upstream.stop();
        await runs("cached", "registry.example/web:1", "dev-server");
    });
});

describe("the password of the mirror", () => {
    it("is in no state and no container's settings, and in files for root alone", async () => {
        expect(stack.state()).not.toContain(upstreamPassword);
        for (const role of ["server", "agent-0", "cache-registry-example", "registry"]) {
            expect(await docker("inspect", `${prefix}-${role}`)).not.toContain(upstreamPassword);
        }
        for (const node of [server, `${prefix}-agent-0`]) {
            const path = "/etc/rancher/k3s/registries.yaml";
            expect(await docker("exec", node, "stat", "-c", "%a %u", path)).toBe("600 0");
            expect(await docker("exec", node, "cat", path)).toContain(upstreamPassword);
        }
    });
});

/** Where the plugin is built from a module, that is 4.25, which gives no login and no `caFile` to a registry of charts. */
const builtVersion = process.env.K3S_TEST_KUBERNETES_MODULE;

function privately(what: string, run: () => Promise<void>): void {
    (builtVersion ? it.skip : it)(
        builtVersion ? `not run: needs a newer Kubernetes plugin than ${builtVersion}: ${what}` : what,
        run,
    );
}

describe("a chart", () => {
    const archive = "web-0.1.0.tgz";
    const upgrade = ["update Release web", "update WorkloadsReady web-ready"];
    let privateChart: string;

    /** The program with a release of a chart, from where these arguments say. */
    function install(source: string): void {
        const values = `{ image: "${host}/app:1", greeting: config.requireSecret("greeting") }`;
        const args = `{ cluster, version: "0.1.0", values: ${values}, ${source} }`;
        stack.write({ "index.ts": `${sample}\nnew k3s.HelmRelease("web", ${args});\n` });
    }

    async function pack(): Promise<void> {
        await helm("package", join(stack.folder, "chart"), "--destination", stack.folder);
    }

    beforeAll(async () => {
        stack.write(exampleChart());
        await pack();
        const certificate = loopbackCertificate(stack.folder);
        privateCharts = new UpstreamRegistry(`${project}-charts`, registryImage, certificate);
        await privateCharts.start();
        const chart = `${await privateCharts.pushChart(join(stack.folder, archive))}/web`;
        const login = `username: "ci", password: config.requireSecret("chartPassword"), caFile: "${certificate.certFile}"`;
        privateChart = `chart: "${chart}", ${login}`;
        await stack.setSecret("greeting", "first-secret");
    });

    it("is installed from the registry of the cluster, with an image from there", async () => {
        await helm("push", join(stack.folder, archive), `oci://${host}/charts`);
        install(`chart: "oci://${host}/charts/web"`);
        const { steps } = await stack.up();
        expect(summary(steps)).toEqual([
            "create HelmRelease web",
            "create Release web",
            "create WorkloadsReady web-ready",
        ]);
        expect(summary((await stack.up()).steps)).toEqual([]);
    });

    it("with a secret among its values shows that it changes, and not what it is", async () => {
        await stack.setSecret("greeting", "second-secret");
        const { steps, output } = await stack.preview({ diff: true });
        expect(summary(steps)).toEqual(upgrade);
        expect(steps.find(({ kind }) => kind === "Release")?.differences).toEqual(["values"]);
        expect(output).toMatch(/greeting: \[secret\]/);
        expect(output).not.toMatch(/(first|second)-secret/);
    });

    privately("is refused by a registry that is given a wrong password, with what it says", async () => {
        install(privateChart);
        await stack.setSecret("chartPassword", "wrong-password");
        const text = await failureOf(stack.preview());
        expect(text).toMatch(/oci:.*127\.0\.0\.1:\d+\/.*401.*check the chart name and repository configuration/s);
        expect(text).not.toContain("wrong-password");
    });

    privately("is installed from a registry that wants a password, which stays a secret", async () => {
        await stack.setSecret("chartPassword", upstreamPassword);
        const { steps, output } = await stack.up();
        expect(summary(steps)).toEqual(upgrade);
        expect(output).not.toContain(upstreamPassword);
        expect(stack.state()).not.toContain(upstreamPassword);
    });

    it("is installed from an archive on this machine, whose change is seen", async () => {
        install(`chart: "./${archive}"`);
        expect(summary((await stack.up()).steps)).toEqual(upgrade);
        stack.write({ "chart/values.yaml": `${exampleChart()["chart/values.yaml"]}more: true\n` });
        await pack();
        const { steps } = await stack.preview();
        expect(summary(steps)).toEqual(upgrade);
        expect(steps.find(({ kind }) => kind === "Release")?.differences).toEqual(["description"]);
    });
});
