import * as pulumi from "@pulumi/pulumi";
import { AgentPool, Cluster, type ClusterArgs, ServiceEndpoint } from "../../../sdk/nodejs";
import { checkClusterArgs } from "../../../sdk/nodejs/cluster/arguments/cluster-rules";
import { type RegistryConfig } from "../../../sdk/nodejs/registries/registries-args";
import { failureOf, findRegistration as find, type Registration, registrationsOf } from "../support/recorded-program";
import { messageOf } from "../support/refusal";
import { childrenOf, isSecret, shapeOf, urnLabel } from "../support/shape";

const path = "/etc/rancher/k3s/registries.yaml";
const certificate = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
const key = "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n";

interface Upload {
    file: string;
    content: unknown;
    permissions: string;
}

const programOf = (args: ClusterArgs, config = {}) => registrationsOf(() => new Cluster("dev", args), config);
const uploadsOf = (registered: Registration[], name: string) =>
    find(registered, "Container", name).inputs.uploads as Upload[] | { value: Upload[] };
const text = (value: unknown) => JSON.stringify(value);

/** What is said of a host, once it was checked. */
function checkedConfig(config: RegistryConfig): RegistryConfig {
    const checked = checkClusterArgs("dev", { registries: { configs: { "r.example": config } } });
    return checked.registries?.configs?.["r.example"] ?? {};
}

/** What is added to a cluster without registries. */
async function added(args: ClusterArgs): Promise<string[]> {
    const children = async (its: ClusterArgs) => shapeOf(childrenOf(await programOf(its), "Cluster dev"));
    const plain = await children({});
    return (await children(args)).filter((label) => !plain.includes(label));
}

describe("a cluster's registry", () => {
    it("is these children, and nothing without the argument", async () => {
        expect(await added({ registry: true })).toEqual([
            "ConfigMap dev-registry-hosting",
            "Container dev-registry",
            "ContainerPresence dev-registry-presence",
            "HostPort dev-registry-port",
            "RegistryReady dev-registry-ready",
            "RemoteImage dev-registry",
            "Volume dev-registry",
        ]);
        expect(await added({ registry: false, registries: {} })).toEqual([]);
    });

    it("listens on the loopback address alone, and has no rights", async () => {
        const { inputs } = find(await programOf({ registry: true }), "Container", "dev-registry");
        expect(inputs).toMatchObject({
            name: "project-stack-dev-registry",
            image: "registry:3",
            ports: [{ internal: 5000, external: 40_000, ip: "127.0.0.1", protocol: "tcp" }],
            capabilities: { drops: ["ALL"] },
            networksAdvanced: [{ aliases: ["registry"] }],
            restart: "unless-stopped",
        });
        expect(inputs.privileged).toBeUndefined();
    });

    it("takes its image from the argument, the configuration, or the default", async () => {
        const image = async (args: ClusterArgs, config = {}) =>
            find(await programOf(args, config), "Container", "dev-registry").inputs.image;
        const configured = { "k3s:registryImage": "mirror.example/registry:3" };
        expect(await image({ registry: true }, configured)).toBe("mirror.example/registry:3");
        expect(await image({ registry: { image: "registry:2" } }, configured)).toBe("registry:2");
    });

    it("keeps its images in a volume of the stack, one that is kept, or none", async () => {
        const volume = async (its: boolean | string) => {
            const registered = await programOf({ registry: { volume: its } });
            return find(registered, "Container", "dev-registry").inputs.volumes;
        };
        const containerPath = "/var/lib/registry";
        expect(await volume(true)).toEqual([{ containerPath, volumeName: "project-stack-dev-registry" }]);
        expect(await volume("images")).toEqual([{ containerPath, volumeName: "images" }]);
        expect(await volume(false)).toEqual([]);
    });

    it("is made again with the one who misses it, and outlives the cluster's data", async () => {
        const container = find(await programOf({ registry: true }), "Container", "dev-registry");
        expect(container.dependencies.map(urnLabel)).toContain("ContainerPresence dev-registry-presence");
        expect(container.deletedWith).toBe("");
    });

    it("is known to every node by both of its names", async () => {
        const registered = await registrationsOf(() => {
            const cluster = new Cluster("dev", { registry: true, agents: 1 });
            return new AgentPool("gpu", { cluster });
        });
        for (const node of ["dev-server", "dev-agent-0", "dev-gpu-0"]) {
            const file = (uploadsOf(registered, node) as Upload[]).find((its) => its.file === path);
            expect([node, file?.permissions]).toEqual([node, "0600"]);
            expect(file?.content).toContain('"localhost:40000"');
            expect(file?.content).toContain('"registry:5000"');
            expect(file?.content).toContain('"http://registry:5000"');
        }
    });

    it("tells the cluster where it is, as KEP-1755 says", async () => {
        const { inputs, deletedWith } = find(await programOf({ registry: true }), "ConfigMap");
        expect(inputs).toMatchObject({ metadata: { namespace: "kube-public", name: "local-registry-hosting" } });
        expect(text(inputs.data)).toContain("host: localhost:40000\\nhostFromContainerRuntime: registry:5000\\n");
        expect(urnLabel(deletedWith)).toBe("Identity dev-identity");
    });

    it("is an output, which is there only with it", async () => {
        const outputs: unknown[] = [];
        await registrationsOf(() => {
            new Cluster("dev", { registry: true }).registry?.apply((host) => outputs.push(host));
            outputs.push(new Cluster("bare").registry);
        });
        expect(outputs).toEqual([undefined, "localhost:40000"]);
    });

    it("has a name that no endpoint can take", async () => {
        const endpoint = (name: string, args: ClusterArgs) => () => {
            const cluster = new Cluster("dev", args);
            new ServiceEndpoint(name, { cluster, service: "web", port: 80 });
        };
        const messages: string[] = [];
        await registrationsOf(() => {
            messages.push(messageOf(endpoint("registry", { registry: true })));
            messages.push(messageOf(endpoint("cache-ghcr-io", { registries: { pullThrough: ["ghcr.io"] } })));
            messages.push(messageOf(endpoint("registry", {})));
        });
        expect(messages).toEqual([
            expect.stringContaining('name is "registry", which is the name'),
            expect.stringContaining('name is "cache-ghcr-io", which is the name'),
            "",
        ]);
    });
});

describe("a cluster's caches", () => {
    const registries = {
        configs: { "r.example": { username: "dev", password: "hunter2", ca: certificate } },
        pullThrough: ["docker.io", "r.example"],
    };

    it("are these children, each with a volume", async () => {
        expect((await added({ registries })).filter((its) => its.includes("r-example"))).toEqual([
            "Container dev-cache-r-example",
            "ContainerPresence dev-cache-r-example-presence",
            "RegistryReady dev-cache-r-example-ready",
            "RemoteImage dev-cache-r-example",
            "Volume dev-cache-r-example",
        ]);
    });

    it("come before the nodes, and are published nowhere", async () => {
        const registered = await programOf({ registries, agents: 1 });
        for (const node of ["dev-server", "dev-agent-0"]) {
            expect(find(registered, "Container", node).dependencies.map(urnLabel)).toEqual(
                expect.arrayContaining(["Container dev-cache-docker-io", "Container dev-cache-r-example"]),
            );
        }
        expect(find(registered, "Container", "dev-cache-docker-io").inputs.ports).toEqual([]);
    });

    it("log in by a secret file, and nodes ask them first", async () => {
        const registered = await programOf({ registries });
        const { inputs } = find(registered, "Container", "dev-cache-r-example");
        const uploads = inputs.uploads as Upload[];
        expect(uploads.map(({ file, permissions }) => `${file} ${permissions}`)).toEqual([
            "/etc/pulumi-k3s/registry.yml 0600",
            "/etc/ssl/certs/pulumi-k3s-upstream.pem 0600",
        ]);
        expect(isSecret(uploads[0]?.content)).toBe(true);
        expect(text({ ...inputs, uploads: [] })).not.toContain("hunter2");
        const file = (uploadsOf(registered, "dev-server") as Upload[]).find((its) => its.file === path);
        expect(text(file?.content)).toContain("http://cache-r-example:5000");
    });
});

describe("what nodes are told of registries", () => {
    const configs = { "r.example": { username: "dev", password: "hunter2", ca: certificate, certificate, key } };

    it("is a secret where it has credentials, in files for root alone, and nowhere else", async () => {
        const registered = await programOf({ registries: { configs }, agents: 1 });
        for (const node of ["dev-server", "dev-agent-0"]) {
            const uploads = uploadsOf(registered, node) as Upload[];
            const ours = uploads.filter(({ file }) => file.startsWith("/etc/rancher/k3s"));
            expect(ours.map(({ file, permissions, content }) => [file, permissions, isSecret(content)])).toEqual([
                [path, "0600", true],
                ["/etc/rancher/k3s/registries/r.example/ca.pem", "0600", false],
                ["/etc/rancher/k3s/registries/r.example/certificate.pem", "0600", false],
                ["/etc/rancher/k3s/registries/r.example/key.pem", "0600", true],
            ]);
            expect(text({ ...find(registered, "Container", node).inputs, uploads: [] })).not.toContain("hunter2");
        }
    });

    it("is part of the data key, which is a secret with it", async () => {
        const key = async (password: string) => {
            const registered = await programOf({ registries: { configs: { r: { username: "dev", password } } } });
            return find(registered, "Identity").inputs.dataKey;
        };
        const [one, other] = [await key("one"), await key("other")];
        expect([isSecret(one), isSecret(other)]).toEqual([true, true]);
        expect(text(one)).not.toBe(text(other));
    });

    it("is checked when it is known, and a secret stays out of the message", async () => {
        const given = { username: "dev", password: "p", ca: pulumi.output("./ca.pem") };
        const wrong = await failureOf(checkedConfig(given).ca as pulumi.Output<string>);
        expect(String(wrong)).toContain('registries.configs["r.example"].ca must be PEM text');
        expect(String(wrong)).toContain('"./ca.pem"');
        const login = { certificate, key: pulumi.output("hunter2") };
        const secret = await failureOf(checkedConfig(login).key as pulumi.Output<string>);
        expect(String(secret)).toContain('registries.configs["r.example"].key must be PEM text');
        expect(String(secret)).not.toContain("hunter2");
    });
});
