import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";
import {
    AgentPool,
    Cluster,
    type ClusterArgs,
    HelmRelease,
    Manifest,
    type ProductionArgs,
    ServiceEndpoint,
    withReferences,
} from "../../../../sdk/nodejs";
import { findRegistration as find, registrationsOf, valueOf } from "../../support/recorded-program";
import { refusalOf } from "../../support/refusal";
import { childrenOf, isSecret, shapeOf, urnLabel } from "../../support/shape";

const kubeconfig = `apiVersion: v1
kind: Config
clusters:
  - name: eu
    cluster: { server: "https://eu.example:6443", certificate-authority-data: ZXU= }
  - name: us
    cluster: { server: "https://us.example:6443" }
users:
  - name: deployer
    user: { token: eu-token }
  - name: other
    user: { token: us-token }
contexts:
  - name: shop
    context: { cluster: eu, user: deployer }
  - name: shop-us
    context: { cluster: us, user: other }
current-context: shop
`;

const production = { "k3s:target": "production" };
const cluster = (args: ClusterArgs = {}) => new Cluster("dev", { production: { kubeconfig }, ...args });
const registered = (program: () => unknown, config: object = production) => registrationsOf(program, config);

describe("a Cluster in production", () => {
    it("makes nothing in Docker", async () => {
        const all = await registered(() => cluster({ agents: 2, dataVolume: true, registry: true, images: ["a:1"] }));
        expect(shapeOf(childrenOf(all, "Cluster dev"))).toEqual([
            "KubeconfigFiles dev-kubeconfig-files",
            "ProductionCluster dev-production",
            "ProductionReady dev-ready",
            "Target dev-target",
            "kubernetes-Provider dev",
        ]);
        expect(all.filter(({ type }) => type.includes("docker"))).toEqual([]);
    });

    it("looks at nothing before its target is settled, and waits until the cluster answers", async () => {
        const all = await registered(() => cluster());
        expect(find(all, "ProductionCluster").dependencies.map(urnLabel)).toContain("Target dev-target");
        const provider = all.find(({ type }) => type === "pulumi:providers:kubernetes");
        expect(provider?.dependencies.map(urnLabel)).toContain("ProductionReady dev-ready");
    });

    it("takes over nothing, and forgets nothing that cannot be reached", async () => {
        const all = await registered(() => {
            const dev = cluster();
            new Manifest("objects", { cluster: dev, objects: [configMap] });
            new HelmRelease("web", { cluster: dev, chart: "web", repo: "https://charts.example" });
        });
        const provider = all.find(({ type }) => type === "pulumi:providers:kubernetes");
        expect(provider?.inputs).toMatchObject({ context: "shop", clusterIdentifier: "cluster-id" });
        expect(Object.keys(provider?.inputs ?? {})).not.toEqual(
            expect.arrayContaining([expect.stringMatching(/upsertExistingObjects|deleteUnreachable/)]),
        );
        expect(all.filter(({ deletedWith }) => deletedWith !== "")).toEqual([]);
    });

    it("gives on one context alone, as a secret", async () => {
        let dev: Cluster | undefined;
        const all = await registered(() => (dev = cluster({ production: { kubeconfig, context: "shop-us" } })));
        if (!dev) throw new Error("there is no cluster");
        const text = await valueOf(dev.kubeconfig);
        expect(parse(text)).toEqual({
            apiVersion: "v1",
            kind: "Config",
            clusters: [{ name: "us", cluster: { server: "https://us.example:6443" } }],
            users: [{ name: "other", user: { token: "us-token" } }],
            contexts: [{ name: "shop-us", context: { cluster: "us", user: "other" } }],
            "current-context": "shop-us",
        });
        expect(await pulumi.isSecret(dev.kubeconfig)).toBe(true);
        expect(await valueOf(dev.apiUrl)).toBe("https://us.example:6443");
        expect(await valueOf(dev.networkName)).toBeUndefined();
        for (const kind of ["ProductionCluster", "ProductionReady", "KubeconfigFiles"]) {
            expect(isSecret(find(all, kind).inputs.kubeconfig)).toBe(true);
        }
    });

    it("uses a provider that exists, and the kubeconfig that it was given", async () => {
        const all = await registered(() => {
            const provider = new kubernetes.Provider("eks", { kubeconfig: pulumi.secret(kubeconfig) });
            const dev = cluster({ production: { provider } });
            new HelmRelease("web", { cluster: dev, chart: "web", repo: "https://charts.example" });
        });
        expect(all.filter(({ type }) => type === "pulumi:providers:kubernetes").map(({ name }) => name)).toEqual([
            "eks",
        ]);
        expect(urnLabel(find(all, "Release").provider.replace(/::[^:]*$/, ""))).toBe("kubernetes-Provider eks");
    });

    it("has no agents of its own", async () => {
        let names: pulumi.Output<string[]> | undefined;
        const all = await registered(() => (names = new AgentPool("more", { cluster: cluster(), count: 3 }).nodeNames));
        expect(await valueOf(names as pulumi.Output<string[]>)).toEqual([]);
        expect(childrenOf(all, "AgentPool more")).toEqual([]);
    });
});

describe("an endpoint in production", () => {
    const endpoint = (args = {}) =>
        new ServiceEndpoint("web", { cluster: cluster(), service: "web", port: 80, ...args });

    it("is where the Service is published", async () => {
        let web: ServiceEndpoint | undefined;
        const all = await registered(() => (web = endpoint()));
        expect(shapeOf(childrenOf(all, "ServiceEndpoint web"))).toEqual([
            "EndpointTarget web-target",
            "PublishedAddress web-address",
        ]);
        expect(web && (await valueOf(web.url))).toBe("http://web.example:8080");
        expect(web && (await valueOf(web.containerUrl))).toBe("http://web.example:8080");
    });

    it('is forwarded with via: "api"', async () => {
        const all = await registered(() => endpoint({ via: "api" }));
        expect(shapeOf(childrenOf(all, "ServiceEndpoint web"))).toEqual([
            "EndpointTarget web-target",
            "Forward web-forward",
            "HostPort web-forward-port",
        ]);
    });

    it("and cluster, in a container's references, need no network", async () => {
        await registered(async () => {
            const web = endpoint();
            const args = await valueOf(pulumi.output(withReferences({ image: "api:dev" }, cluster(), web)));
            expect(Object.keys(args).sort()).toEqual(["envs", "image", "uploads"]);
        });
    });
});

describe("the target of a Cluster", () => {
    const local = "Daemon dev-daemon";
    const shape = async (config: object) =>
        shapeOf(childrenOf(await registered(() => cluster(), config), "Cluster dev"));

    it("is local by itself, whatever production there is", async () => {
        expect(await shape({})).toContain(local);
    });

    it("is the same for a cluster whose name every object seems to have something under", async () => {
        const all = await registered(() => new Cluster("constructor"), { "k3s:targets": '{"other":"production"}' });
        expect(shapeOf(all)).toContain("Daemon constructor-daemon");
    });

    it("may be another for each", async () => {
        expect(await shape({ "k3s:target": "production", "k3s:targets": '{"dev":"local"}' })).toContain(local);
        expect(await shape({ "k3s:targets": '{"dev":"production"}' })).not.toContain(local);
        expect(await shape({ "k3s:targets": '{"other":"production"}' })).toContain(local);
    });

    it.each([
        [{ "k3s:target": "prod" }, 'the configuration k3s:target must be "local" or "production", but is "prod"'],
        [
            { "k3s:targets": '{"dev":"prod"}' },
            'the configuration k3s:targets.dev must be "local" or "production", but is "prod"',
        ],
        [
            { "k3s:targets": "production" },
            "the configuration k3s:targets must have a target for each cluster, such as pulumi config set --path k3s:targets.dev production",
        ],
    ])("is refused where it is %j", async (config, message) => {
        expect(await refusalOf(() => cluster(), config)).toBe(message);
    });

    it("is refused in production without a counterpart, before anything is made", async () => {
        expect(await refusalOf(() => new Cluster("dev"), production)).toBe(
            'production is not given, but the configuration k3s:target is "production": add production: { kubeconfig, context } to the cluster, or run pulumi config set --path "k3s:targets.dev" local',
        );
    });
});

describe("a production counterpart", () => {
    it.each<[ProductionArgs, string]>([
        [{}, "production must have a kubeconfig, or a provider with one"],
        [
            { kubeconfig: "/home/ada/.kube/config" },
            'production.kubeconfig is not the text of a kubeconfig (of a file, give readFileSync(path, "utf8"))',
        ],
        [
            { kubeconfig, context: "blog" },
            'production.context is "blog", which the kubeconfig does not have: it has shop, shop-us',
        ],
        [
            { kubeconfig: kubeconfig.replace("current-context: shop", "") },
            "production.context is needed, because the kubeconfig has no current one: it has shop, shop-us",
        ],
        [
            { kubeconfig: kubeconfig.replaceAll("name: eu", "name: asia") },
            'production.kubeconfig has no server for the cluster "eu" of its context "shop"',
        ],
        [
            { kubeconfig, provider: "eks" as unknown as kubernetes.Provider },
            'production.provider must be a kubernetes.Provider, but is "eks"',
        ],
    ])("is refused where it cannot work: %j", async (args, message) => {
        for (const config of [{}, production]) {
            expect(await refusalOf(() => cluster({ production: args }), config)).toBe(message);
        }
    });
});

const configMap = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "settings" } };
