import { kubectl, docker, leftovers } from "./support/docker";
import { domainCertificate } from "./support/certificate";
import { webImage } from "./support/environment";
import { LoggingProxy } from "./support/logging-proxy";
import { Program } from "./support/program";
import { expectSoon } from "./support/soon";
import { summary } from "./support/steps";
import { upstreamPassword, UpstreamRegistry } from "./support/upstream-registry";

jest.setTimeout(300_000);

const project = "e2e-company-network";
const prefix = `${project}-test-dev`;
const server = `${prefix}-server`;
const agent = `${prefix}-agent-0`;
const registryImage = process.env.K3S_TEST_REGISTRY_IMAGE ?? "registry:3";
const proxyPassword = "proxy-s3cret";

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

/** A cache asks its registry when it starts, so there is one only once the registry is trusted. */
const program = (trust?: string) => `
import * as pulumi from "@pulumi/pulumi";
import * as k3s from "pulumi-k3s";

const password = new pulumi.Config().requireSecret("registryPassword");
const login = { username: "ci", password };

const cluster = new k3s.Cluster("dev", {
    agents: 1,
    dataVolume: true,
    timeoutSeconds: 120,
    proxy: { https: new pulumi.Config().require("proxy"), noProxy: [".internal.test"] },
    ${trust ? `trust: ["${trust}"],` : ""}
    registries: {
        configs: { "images.corp.test": login, "cached.corp.test": login },
        ${trust ? 'pullThrough: ["cached.corp.test"],' : ""}
    },
});
export const kubeconfigPath = cluster.kubeconfigPath;
`;

/** Starts a pod on a node, whose kubelet has to ask the registry. */
async function start(name: string, image: string, node: string): Promise<void> {
    const overrides = JSON.stringify({ spec: { nodeName: node } });
    await kubectl(server, "run", name, `--image=${image}`, `--overrides=${overrides}`, "--image-pull-policy=Always");
}

const waiting = (pod: string) =>
    kubectl(server, ...["get", "pod", pod, "--output=jsonpath={.status.containerStatuses[0].state.waiting.reason}"]);

async function runs(name: string, image: string, node: string): Promise<void> {
    await start(name, image, node);
    await kubectl(server, "wait", `pod/${name}`, "--for=condition=Ready", "--timeout=60s").catch(
        async (error: unknown) => {
            throw new Error(await kubectl(server, "describe", "pod", name), { cause: error });
        },
    );
}

beforeAll(async () => {
    stack = await Program.create(project, {});
    const certificate = domainCertificate(stack.folder, "corp.test");
    certFile = certificate.certFile;
    registry = new UpstreamRegistry(`${project}-upstream`, registryImage, certificate);
    const address = await registry.start();
    await registry.push(webImage, "web:1");
    proxy = new LoggingProxy(`ci:${proxyPassword}`, await registry.localPort());
    expect(address).toMatch(/^host\.docker\.internal:/);
    await stack.setSecret("registryPassword", upstreamPassword);
    await stack.setSecret("proxy", await proxy.start());
    process.env = { ...before, ...variables };
});

afterAll(async () => {
    await stack.remove();
    process.env = before;
    proxy.stop();
    await registry.remove();
    expect(await leftovers(project)).toEqual([]);
});

describe("a cluster behind a proxy, by a program whose own proxies are dead", () => {
    it("is there, and unchanged by the next up", async () => {
        stack.write({ "index.ts": program() });
        await stack.up();
        expect(summary((await stack.up()).steps)).toEqual([]);
    });

    it("is asked by its proxy for nothing that is its own", () => {
        expect(proxy.asked).toEqual([]);
    });

    it("pulls through the proxy, and does not trust who answers there", async () => {
        await start("untrusted", "images.corp.test/web:1", "dev-agent-0");
        await expectSoon(
            async () => expect(await waiting("untrusted")).toMatch(/^(ErrImagePull|ImagePullBackOff)$/),
            60,
        );
        expect(await kubectl(server, "get", "events", "--output=jsonpath={.items[*].message}")).toMatch(
            /certificate signed by unknown authority/,
        );
        expect(proxy.asked).toContain("images.corp.test:443");
        await kubectl(server, "delete", "pod", "untrusted", "--now");
    });
});

describe("with its authority", () => {
    beforeAll(async () => {
        stack.write({ "index.ts": program(certFile) });
        const steps = summary((await stack.up()).steps);
        expect(steps).toEqual(
            expect.arrayContaining([
                "create ConfigMap dev-trust",
                "replace Container dev-agent-0",
                "replace Container dev-server",
            ]),
        );
        expect(summary((await stack.up()).steps)).toEqual([]);
    });

    it("every node pulls from the registry", async () => {
        await runs("agent", "images.corp.test/web:1", "dev-agent-0");
        await runs("server", "images.corp.test/web:1", "dev-server");
    });

    it("a cache pulls through the proxy, and nodes go to the cache past it", async () => {
        await runs("cached", "cached.corp.test/web:1", "dev-agent-0");
        expect(proxy.asked).toContain("cached.corp.test:443");
    });

    it("pods have it", async () => {
        const options = ["--namespace=kube-public", "--output=jsonpath={.data.ca\\.crt}"];
        const text = await kubectl(server, "get", "configmap", "pulumi-k3s-trust", ...options);
        expect(text).toContain("-----BEGIN CERTIFICATE-----");
        expect(await docker("exec", agent, "stat", "-c", "%a", "/etc/ssl/certs/pulumi-k3s-trust.pem")).toBe("644");
    });

    it("logs of a pod on another node come past the proxy", async () => {
        await kubectl(server, "logs", "agent");
    });
});

it("the proxy was asked for nothing but the registries", () => {
    expect([...new Set(proxy.asked)].sort()).toEqual(["cached.corp.test:443", "images.corp.test:443"]);
});

it("the proxy's password is in no state", () => {
    expect(stack.state()).not.toContain(proxyPassword);
});
