import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import {
    AgentPool,
    Cluster,
    environment,
    HelmRelease,
    Manifest,
    ServiceEndpoint,
    type ServiceEndpointArgs,
    withReferences,
} from "../../../sdk/nodejs";
import { valueOf } from "../support/recorded-program";
import { settled } from "../support/refusal";

/** What mocks give back of a resource. */
type State = (args: pulumi.runtime.MockResourceArgs) => Record<string, unknown>;

/** As Pulumi's guide to unit tests has it. */
const inputsOf: State = ({ inputs }) => inputs as Record<string, unknown>;

/** Mocks, of which none knows hooks. */
async function mock({ preview = false, state = inputsOf }: { preview?: boolean; state?: State } = {}): Promise<void> {
    const newResource = (args: pulumi.runtime.MockResourceArgs) => ({ id: `${args.name}_id`, state: state(args) });
    const call = ({ inputs }: pulumi.runtime.MockCallArgs) => inputs as Record<string, unknown>;
    await pulumi.runtime.setMocks({ newResource, call }, "shop", "test", preview);
}

const kubeconfig = `apiVersion: v1
clusters: [{ name: eu, cluster: { server: "https://eu.example:6443" } }]
users: [{ name: deployer, user: { token: eu-token } }]
contexts: [{ name: shop, context: { cluster: eu, user: deployer } }]
current-context: shop
`;
const deployment = { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "web" }, spec: {} };
const chart = { chart: "redis", repo: "https://charts.example.com" };

const cluster = () => new Cluster("dev");
const endpoint = (args: Partial<ServiceEndpointArgs> = {}) =>
    new ServiceEndpoint("web", { cluster: args.cluster ?? cluster(), service: "web", port: 80, ...args });

/** A handle as it comes out under mocks, which is one that says little. */
async function handle(): Promise<string> {
    await mock();
    const { handle } = new Cluster("platform");
    await settled();
    return valueOf(handle);
}

/** Every component, by itself and with what it makes more of when it is asked to. */
const programs: Record<string, () => object | Promise<object>> = {
    "a Cluster": cluster,
    "a Cluster with all that it can have": () =>
        new Cluster("dev", {
            agents: 2,
            images: ["app:1"],
            registry: true,
            registries: {
                pullThrough: ["docker.io"],
                configs: { "docker.io": { username: "dev", password: "secret" } },
            },
            dataVolume: true,
            server: { labels: { tier: "server" }, ports: [{ containerPort: 30080, hostPort: 8080 }] },
            kubeconfig: { merge: "/tmp/nowhere/config" },
        }),
    "a Cluster on a volume that is kept": () => new Cluster("dev", { agents: 1, dataVolume: "kept" }),
    "a Cluster in production": () => {
        pulumi.runtime.setAllConfig({ "k3s:target": "production" });
        return new Cluster("dev", { production: { kubeconfig } });
    },
    "an AgentPool": () => new AgentPool("pool", { cluster: cluster(), count: 2, labels: { pool: "pool" } }),
    "a Manifest": () => new Manifest("app", { cluster: cluster(), objects: [deployment] }),
    "a Manifest of an Output": () =>
        new Manifest("app", { cluster: cluster(), yaml: pulumi.output(JSON.stringify(deployment)) }),
    "a HelmRelease": () => new HelmRelease("redis", { cluster: cluster(), ...chart }),
    "a HelmRelease that is atomic": () => new HelmRelease("redis", { cluster: cluster(), ...chart, atomic: true }),
    "a ServiceEndpoint by the nodes": () => endpoint(),
    "a ServiceEndpoint by the API server": () => endpoint({ via: "api", forContainers: true }),
    "a ServiceEndpoint in production": () => {
        pulumi.runtime.setAllConfig({ "k3s:target": "production" });
        return endpoint({ cluster: new Cluster("dev", { production: { kubeconfig } }) });
    },
    environment: () => {
        const dev = cluster();
        return environment(dev, endpoint({ cluster: dev }));
    },
    "a container withReferences": () => {
        const dev = cluster();
        return new docker.Container("api", withReferences({ image: "api:1" }, dev, endpoint({ cluster: dev })));
    },
};

/** In a cluster of another stack. */
const guests: Record<string, (shared: Cluster) => object> = {
    "a Cluster of another stack": (shared) => shared,
    "an AgentPool there": (shared) => new AgentPool("pool", { cluster: shared }),
    "a HelmRelease there": (shared) => new HelmRelease("redis", { cluster: shared, ...chart }),
    "a ServiceEndpoint there": (shared) => endpoint({ cluster: shared }),
};

/** The Outputs that a component has, or a map of them. */
function outputsOf(of: object): [string, pulumi.Output<unknown>][] {
    const names = of instanceof Manifest ? [...Object.keys(of), "namespace", "resources"] : Object.keys(of);
    const values = names.map((name): [string, unknown] => [name, (of as Record<string, unknown>)[name]]);
    return values.filter((one): one is [string, pulumi.Output<unknown>] => pulumi.Output.isInstance(one[1]));
}

/** The Outputs that fail, or have come to nothing after so many seconds. */
async function unsettled(of: object, seconds: number): Promise<string[]> {
    const settle = ([name, output]: [string, pulumi.Output<unknown>]) =>
        Promise.race([
            valueOf(output).then(
                () => [],
                (error: unknown) => [`${name}: ${String(error)}`],
            ),
            new Promise<string[]>((resolve) => {
                setTimeout(() => resolve([`${name}: nothing after ${seconds} s`]), seconds * 1_000).unref();
            }),
        ]);
    return (await Promise.all(outputsOf(of).map(settle))).flat();
}

/** Jest fails a test in which a rejection went unhandled, if that is known before its end. */
async function everythingIsDone(): Promise<void> {
    await settled();
    await new Promise((resolve) => setTimeout(resolve, 20));
}

afterEach(() => pulumi.runtime.setAllConfig({}));

const wholes: { what: string; state: State }[] = [
    { what: "the inputs", state: inputsOf },
    { what: "nothing", state: () => ({}) },
];

describe.each([
    ...wholes.map((one) => ({ ...one, preview: false })),
    ...wholes.map((one) => ({ ...one, preview: true })),
])("under mocks that give $what (preview: $preview)", (mocks) => {
    it.each(Object.entries(programs))("%s is made, and its Outputs come", async (_, program) => {
        await mock(mocks);
        const made = await program();
        expect(outputsOf(made).length).toBeGreaterThan(0);
        expect(await unsettled(made, 10)).toEqual([]);
        await everythingIsDone();
    });

    it.each(Object.entries(guests))("%s is made, and its Outputs come", async (_, program) => {
        const text = await handle();
        await mock(mocks);
        const made = program(Cluster.get("dev", { handle: text }));
        expect(outputsOf(made).length).toBeGreaterThan(0);
        expect(await unsettled(made, 10)).toEqual([]);
        await everythingIsDone();
    });
});

describe("what mocks give for our resources", () => {
    const values: Record<string, object> = {
        Daemon: { publishedHost: "127.0.0.1" },
        HostPort: { port: 20001 },
        Kubeconfig: { kubeconfig: "for this machine", containerKubeconfig: "for containers" },
        ClusterReady: { kubernetesVersion: "v1.36.0+k3s1" },
        EndpointTarget: { servicePort: 8080 },
    };
    const given: State = ({ type, inputs }) => ({
        ...(inputs as object),
        ...values[type.replace("pulumi-nodejs:dynamic/k3s:", "")],
    });

    it("is what a Cluster has", async () => {
        await mock({ state: given });
        const dev = cluster();
        expect(await valueOf(dev.kubeconfig)).toBe("for this machine");
        expect(await valueOf(dev.containerKubeconfig)).toBe("for containers");
        expect(await valueOf(dev.apiUrl)).toBe("https://127.0.0.1:20001");
        expect(await valueOf(dev.kubernetesVersion)).toBe("v1.36.0+k3s1");
    });

    it("is what a ServiceEndpoint has", async () => {
        await mock({ state: given });
        const { url, port, containerUrl } = endpoint();
        expect(await valueOf(pulumi.all([url, port, containerUrl]))).toEqual([
            "http://127.0.0.1:20001",
            8080,
            "http://web:8080",
        ]);
    });

    it("is known in a preview too", async () => {
        await mock({ state: given, preview: true });
        expect(await new Promise((resolve) => endpoint().url.apply(resolve))).toBe("http://127.0.0.1:20001");
    });

    it("may be the handle of a cluster, which another stack uses", async () => {
        const handles: pulumi.Output<string>[] = [];
        const outputs: State = ({ type, inputs }) =>
            type === "pulumi:pulumi:StackReference" ? { outputs: { cluster: handles[0] } } : (inputs as never);
        await mock({ state: outputs });
        handles.push(new Cluster("platform").handle);
        const platform = new pulumi.StackReference("acme/platform/dev");
        const shared = Cluster.get("dev", { handle: platform.requireOutput("cluster") });
        expect(await valueOf(shared.networkName)).toBe("shop-test-platform");
        await everythingIsDone();
    });
});
