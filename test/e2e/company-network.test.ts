import { readFileSync } from "node:fs";
import { join } from "node:path";
import { domainCertificate } from "./support/certificate";
import { commandLine } from "./support/command-line";
import { docker, kubectl, leftovers } from "./support/docker";
import { webImage } from "./support/environment";
import { failureOf } from "./support/failure";
import { get } from "./support/get";
import { LoggingProxy } from "./support/logging-proxy";
import { Program } from "./support/program";
import { summary } from "./support/steps";
import { upstreamPassword, UpstreamRegistry } from "./support/upstream-registry";
import { says } from "../support/says";

jest.setTimeout(300_000);

const project = "e2e-company-network";
const prefix = `${project}-test-dev`;
const server = `${prefix}-server`;
const agent = `${prefix}-agent-0`;
const registryImage = process.env.K3S_TEST_REGISTRY_IMAGE ?? "registry:3";
const proxyPassword = "proxy-s3cret";

/** The proxy looks into TLS: it answers for everybody, by its own authority. */
const dockerHub = "registry-1.docker.io";

/** A port of this machine where nobody listens. */
const dead = "http://127.0.0.1:9";
const variables = {
    HTTP_PROXY: dead,
    HTTPS_PROXY: dead,
    NODE_USE_ENV_PROXY: "1",
    NO_PROXY: undefined,
    no_proxy: undefined,
};
const before = { ...process.env };

let stack: Program;
let registry: UpstreamRegistry;
let proxy: LoggingProxy;
let certFile: string;
let proxyUrl: string;

/** A network that is not the cluster's own, elsewhere than what a run looks for as its leftovers. */
const network = "of-e2e-company-network";
const given = '{ https: new pulumi.Config().require("proxy"), noProxy: [".internal.test"] }';

/** A cache asks its registry when it starts, so there is one only once the registry is trusted. */
const program = (trust?: string, { proxy: source = given, more = "" } = {}) => `
import * as pulumi from "@pulumi/pulumi";
import * as k3s from "pulumi-k3s";

const password = new pulumi.Config().requireSecret("registryPassword");
const login = { username: "ci", password };

const cluster = new k3s.Cluster("dev", {
    agents: 1,
    dataVolume: true,
    timeoutSeconds: 120,
    proxy: ${source},
    ${trust ? `trust: ${trust},` : ""}
    ${more}
    registries: {
        configs: { "images.corp.test": login, "cached.corp.test": login },
        ${trust ? 'pullThrough: ["cached.corp.test"],' : ""}
    },
});
const labels = { app: "web" };
const container = { name: "web", image: "images.corp.test/web:1" };
const template = { metadata: { labels }, spec: { containers: [container] } };
const web = new k3s.Manifest("web", {
    cluster,
    objects: [
        {
            apiVersion: "apps/v1",
            kind: "Deployment",
            metadata: { name: "web" },
            spec: { selector: { matchLabels: labels }, template },
        },
        {
            apiVersion: "v1",
            kind: "Service",
            metadata: { name: "web" },
            spec: { selector: labels, ports: [{ port: 80, targetPort: 8080 }] },
        },
    ],
});
const endpoints = (["api", "node"] as const).map(
    (via) => new k3s.ServiceEndpoint(\`web-\${via}\`, { cluster, via, service: "web", port: 80 }, { dependsOn: web }),
);
export const urls = endpoints.map(({ url }) => url);
`;

/** Runs a pod on a node, whose kubelet has to ask the registry. */
async function runs(name: string, image: string, node: string): Promise<void> {
    const overrides = JSON.stringify({ spec: { nodeName: node } });
    await kubectl(server, "run", name, `--image=${image}`, `--overrides=${overrides}`, "--image-pull-policy=Always");
    await kubectl(server, "wait", `pod/${name}`, "--for=condition=Ready", "--timeout=60s").catch(
        async (error: unknown) => {
            throw new Error(await kubectl(server, "describe", "pod", name), { cause: error });
        },
    );
}

beforeAll(async () => {
    stack = await Program.create(project, {});
    const certificate = domainCertificate(stack.folder, "corp.test", dockerHub);
    certFile = certificate.certFile;
    registry = new UpstreamRegistry(`${project}-upstream`, registryImage, certificate);
    const address = await registry.start();
    await registry.push(webImage, "web:1");
    proxy = new LoggingProxy(`ci:${proxyPassword}`, await registry.localPort());
    expect(address).toMatch(/^host\.docker\.internal:/);
    await stack.setSecret("registryPassword", upstreamPassword);
    proxyUrl = await proxy.start();
    await stack.setSecret("proxy", proxyUrl);
    process.env = { ...before, ...variables };
});

afterAll(async () => {
    await stack.remove();
    process.env = before;
    proxy.stop();
    await registry.remove();
    await docker("network", "rm", network).catch(() => undefined);
    expect(await leftovers(project)).toEqual([]);
});

describe("a cluster behind a proxy that looks into TLS, by a program whose own proxies are dead", () => {
    it("is there, and what it cannot pull is said with the argument that is missing", async () => {
        stack.write({ "index.ts": program() });
        const failure = await failureOf(stack.up());
        expect(failure).toMatch(/image images\.corp\.test\/web:1 cannot be pulled: .*x509/);
        expect(failure).toMatch(says("Next: … authority … trust of the Cluster"));
        expect(failure).not.toContain(proxyPassword);
    });

    it("asks the proxy for that alone", () => {
        expect([...new Set(proxy.asked)]).toEqual(["images.corp.test:443"]);
    });

    it("is diagnosed, without the password of the proxy", async () => {
        const { stdout } = await commandLine(stack.folder, "diagnose", `${project}/test/dev`);
        expect(stdout).toMatch(/server does not reach registry-1\.docker\.io: .*x509.*\(.*trust of the Cluster/);
        expect(stdout).not.toContain(proxyPassword);
        expect(proxy.asked).toContain(`${dockerHub}:443`);
    });
});

describe("with its authority", () => {
    beforeAll(async () => {
        stack.write({ "index.ts": program(JSON.stringify([certFile])) });
        const steps = summary((await stack.up()).steps);
        const nodes = ["replace Container dev-agent-0", "replace Container dev-server"];
        expect(steps).toEqual(expect.arrayContaining(["create ConfigMap dev-trust", ...nodes]));
    });

    it("every node pulls from the registry, and an endpoint answers by either path", async () => {
        for (const node of ["dev-agent-0", "dev-server"]) await runs(`on-${node}`, "images.corp.test/web:1", node);
        const { urls } = (await stack.outputs()) as { urls: string[] };
        for (const url of urls) expect((await get(url)).status).toBe(200);
    });

    it("a cache pulls through the proxy, and nodes go to the cache past it", async () => {
        await runs("cached", "cached.corp.test/web:1", "dev-agent-0");
        expect(proxy.asked).toContain("cached.corp.test:443");
    });

    it("pods have it", async () => {
        const options = ["--namespace=kube-public", "--output=jsonpath={.data.ca\\.crt}"];
        const text = await kubectl(server, "get", "configmap", "pulumi-k3s-trust", ...options);
        expect(text.trim()).toBe(readFileSync(certFile, "utf8").trim());
        expect(await docker("exec", agent, "stat", "-c", "%a", "/etc/ssl/certs/pulumi-k3s-trust.pem")).toBe("644");
    });

    it("is well, and unchanged by the next up", async () => {
        const { stdout } = await commandLine(stack.folder, "diagnose", `${project}/test/dev`);
        expect(stdout).toContain(`${dockerHub} from ${server}: answers`);
        expect(summary((await stack.up()).steps)).toEqual([]);
    });

    it("the API server asks kubelets past the proxy", async () => {
        await kubectl(server, "logs", "on-dev-agent-0");
        await kubectl(server, "logs", "on-dev-server");
    });
});

describe("with what this machine has", () => {
    /** As somebody has it who works there: in the Docker client's configuration, and among the authorities of the machine. */
    const ofMachine = '"host"';

    beforeAll(() => {
        const settings = { proxies: { default: { httpsProxy: proxyUrl, noProxy: ".internal.test" } } };
        stack.write({ "docker/config.json": JSON.stringify(settings) });
        process.env.DOCKER_CONFIG = join(stack.folder, "docker");
        process.env.SSL_CERT_FILE = certFile;
    });

    it("it is the same cluster, because that is the same proxy and the same authority", async () => {
        stack.write({ "index.ts": program(ofMachine, { proxy: '"docker"' }) });
        expect(summary((await stack.up()).steps)).toEqual([]);
    });

    it("on a network that is there already, all that is on it is asked past the proxy", async () => {
        await docker("network", "create", network);
        const [subnet = ""] = (
            await docker("network", "inspect", "--format", "{{range .IPAM.Config}}{{.Subnet}} {{end}}", network)
        ).split(" ");
        stack.write({ "index.ts": program(ofMachine, { proxy: '"docker"', more: `network: "${network}",` }) });
        expect(summary((await stack.up()).steps)).toContain("create ExistingNetwork dev-network");
        const variables = (await docker("exec", server, "env")).split("\n");
        expect(variables.find((line) => line.startsWith("NO_PROXY="))?.split(",")).toContain(subnet);
        await runs("there", "images.corp.test/web:1", "dev-agent-0");
    });
});

it("the proxy was asked for nothing but registries", () => {
    const registries = ["cached.corp.test:443", "images.corp.test:443", `${dockerHub}:443`];
    expect([...new Set(proxy.asked)].sort()).toEqual(registries);
});

it("the passwords of proxy and registry are in no state", () => {
    for (const password of [proxyPassword, upstreamPassword]) expect(stack.state()).not.toContain(password);
});
