import * as pulumi from "@pulumi/pulumi";
import { AgentPool, Cluster, type ClusterArgs, HelmRelease, ServiceEndpoint } from "../../../sdk/nodejs";
import { findRegistration as find, type Registration, registrationsOf } from "../support/recorded-program";
import { childrenOf, isSecret, shapeOf, urnLabel } from "../support/shape";

const alone = [
    "ClusterReady dev-ready",
    "Container dev-server",
    "Daemon dev-daemon",
    "HostPort dev-api-port",
    "Identity dev-identity",
    "Kubeconfig dev-kubeconfig",
    "KubeconfigFiles dev-kubeconfig-files",
    "Network dev",
    "RemoteImage dev",
    "Target dev-target",
    "docker-Provider dev",
    "kubernetes-Provider dev",
];

const programs = new Map<string, Promise<Registration[]>>();

/** What a program of one cluster registers; each is run once. */
function clusterWith(args: ClusterArgs = {}): Promise<Registration[]> {
    const key = JSON.stringify(args);
    const running = programs.get(key) ?? registrationsOf(() => new Cluster("dev", args));
    programs.set(key, running);
    return running;
}

const below = (registered: Registration[], parent: string) => shapeOf(childrenOf(registered, parent));
const uploads = ({ inputs }: Registration) => inputs.uploads as Record<string, unknown>[];

describe("a Cluster", () => {
    it("is one component with these children", async () => {
        const registered = await clusterWith();
        expect(registered.find(({ name }) => name === "dev")?.type).toBe("k3s:index:Cluster");
        expect(below(registered, "Cluster dev")).toEqual(alone);
    });

    it("has a volume, and somebody who notices a missing server, only where the data is kept", async () => {
        const registered = await clusterWith({ dataVolume: true });
        expect(below(registered, "Cluster dev").filter((its) => !alone.includes(its))).toEqual([
            "NodeIdentity dev-server-node",
            "Volume dev-data",
        ]);
        expect(find(registered, "Container", "dev-server").inputs.volumes).toEqual([
            { containerPath: "/var/lib/rancher/k3s", volumeName: "project-stack-dev-data" },
        ]);
    });

    it("keeps the data of its agents with its own", async () => {
        const volumes = async (dataVolume: boolean | string) => {
            const registered = await clusterWith({ dataVolume, agents: 1 });
            return registered.filter(({ type }) => type.endsWith(":Volume")).map(({ inputs }) => inputs.name);
        };
        expect(await volumes(true)).toEqual(["project-stack-dev-data", "project-stack-dev-agent-0-data"]);
        expect(await volumes("team")).toEqual(["team", "team-agent-0"]);
    });

    it("makes no network where it is to use one", async () => {
        const registered = await clusterWith({ network: "compose" });
        expect(registered.filter(({ type }) => type.endsWith(":Network"))).toEqual([]);
        const { networksAdvanced } = find(registered, "Container", "dev-server").inputs;
        expect(networksAdvanced).toEqual([{ name: "compose", aliases: ["dev", "dev-server"] }]);
    });

    it("checks each port that a node is to publish", async () => {
        const ports = [{ containerPort: 30080, hostPort: 8080 }];
        const registered = await clusterWith({ server: { ports } });
        expect(find(registered, "HostPort", "dev-server-port-30080-tcp").inputs).toMatchObject({ port: 8080 });
        const published = find(registered, "Container", "dev-server").inputs.ports as object[];
        expect(published[1]).toEqual({ internal: 30080, external: 8080, ip: "127.0.0.1", protocol: "tcp" });
    });

    it("keeps a volume by the name it is given", async () => {
        const registered = await clusterWith({ dataVolume: "team-data" });
        expect(find(registered, "Volume").inputs.name).toBe("team-data");
    });

    it("has no volume by default", async () => {
        const registered = await clusterWith();
        expect(find(registered, "Container", "dev-server").inputs.volumes).toEqual([]);
    });

    it("loads images into its server and into every agent", async () => {
        const registered = await clusterWith({ agents: 2, images: ["app:dev"] });
        expect(shapeOf(registered).filter((its) => its.startsWith("NodeImages"))).toEqual([
            "NodeImages dev-agent-0-images",
            "NodeImages dev-agent-1-images",
            "NodeImages dev-server-images",
        ]);
    });

    it("publishes the API server on the loopback address alone, on the port that is given or chosen", async () => {
        const given = await clusterWith({ apiPort: 6500 });
        expect(find(given, "HostPort").inputs.port).toBe(6500);
        expect(find(given, "Container", "dev-server").inputs.ports).toEqual([
            { internal: 6443, external: 6500, ip: "127.0.0.1", protocol: "tcp" },
        ]);
        const chosen = await clusterWith();
        expect(find(chosen, "HostPort").inputs.port).toBeUndefined();
    });

    it("gives every node the same image and the same network", async () => {
        const registered = await clusterWith({ agents: 2, version: "v1.35.2-k3s1" });
        const nodes = registered.filter(({ type }) => type.endsWith(":Container"));
        expect(nodes.map(({ inputs }) => inputs.image)).toEqual(Array(3).fill("rancher/k3s:v1.35.2-k3s1"));
        const networks = nodes.map(({ inputs }) => (inputs.networksAdvanced as { name: string }[])[0]?.name);
        expect(new Set(networks)).toEqual(new Set(["project-stack-dev"]));
    });

    it("lets users' own resources wait: its provider depends on readiness, images and agents", async () => {
        const registered = await clusterWith({ agents: 1, images: ["app:dev"] });
        const provider = registered.find(({ type }) => type === "pulumi:providers:kubernetes");
        expect(provider?.dependencies.map(urnLabel)).toEqual(
            expect.arrayContaining([
                "ClusterReady dev-ready",
                "NodeImages dev-server-images",
                "NodesReady dev-agent-ready",
            ]),
        );
    });

    it("talks to its own cluster and no other: context, identifier and adoption are fixed", async () => {
        const registered = await clusterWith();
        const provider = registered.find(({ type }) => type === "pulumi:providers:kubernetes");
        expect(provider?.inputs).toMatchObject({
            context: "dev",
            clusterIdentifier: "cluster-id",
            upsertExistingObjects: "true",
            skipUpdateUnreachable: "true",
        });
    });
});

describe("the user's own kubeconfig", () => {
    it("is no affair of a cluster that is not asked to merge", async () => {
        const registered = await clusterWith({ kubeconfig: { merge: false } });
        expect(below(registered, "Cluster dev")).toEqual(alone);
    });

    it("gets the cluster's context once that is ready, and what it had before is a secret", async () => {
        const registered = await clusterWith({ kubeconfig: { merge: "/nowhere/config", switchContext: true } });
        expect(below(registered, "Cluster dev").filter((its) => !alone.includes(its))).toEqual([
            "KubeconfigMerge dev-kubeconfig-merge",
        ]);
        const { inputs, dependencies, additionalSecretOutputs } = find(registered, "KubeconfigMerge");
        expect(inputs).toMatchObject({ path: "/nowhere/config", switchContext: true });
        expect(dependencies.map(urnLabel)).toContain("ClusterReady dev-ready");
        expect(additionalSecretOutputs).toEqual(["replaced"]);
    });
});

describe("the agents of a cluster", () => {
    it("are none by default, and none for 0", async () => {
        for (const args of [{}, { agents: 0 }]) {
            const registered = await clusterWith(args);
            expect(shapeOf(registered).filter((its) => its.startsWith("AgentPool"))).toEqual([]);
        }
    });

    it("are a pool below the cluster, numbered from 0", async () => {
        const registered = await clusterWith({ agents: 2 });
        expect(below(registered, "Cluster dev")).toEqual([...alone, "AgentPool dev-agent"].sort());
        expect(below(registered, "AgentPool dev-agent")).toEqual([
            "Container dev-agent-0",
            "Container dev-agent-1",
            "NodeIdentity dev-agent-0-node",
            "NodeIdentity dev-agent-1-node",
            "NodeMember dev-agent-0-member",
            "NodeMember dev-agent-1-member",
            "NodesReady dev-agent-ready",
        ]);
        expect(find(registered, "Container", "dev-agent-1").inputs).toMatchObject({
            name: "project-stack-dev-agent-1",
            hostname: "dev-agent-1",
        });
    });

    it("that are more of another kind have names of their own", async () => {
        const registered = await registrationsOf(() => {
            const cluster = new Cluster("dev", {
                agents: 1,
                agent: { extraArgs: ["--debug"], labels: { disk: "fast" } },
            });
            return new AgentPool("gpu", { cluster, count: 1, extraArgs: ["--node-ip=10.0.0.1"] });
        });
        expect(find(registered, "Container", "dev-agent-0").inputs.command).toContain("--debug");
        const command = find(registered, "Container", "dev-gpu-0").inputs.command;
        expect(command).toContain("--node-ip=10.0.0.1");
        expect(command).not.toContain("--debug");
        expect(find(registered, "NodeScheduling", "dev-gpu-0-scheduling").inputs).toMatchObject({
            node: "dev-gpu-0",
            labels: { disk: "fast" },
            taints: [],
        });
    });

    it("are waited for as long as the pool says, and drained as long as the cluster does", async () => {
        const registered = await registrationsOf(() => {
            const cluster = new Cluster("dev", { timeoutSeconds: 60 });
            return new AgentPool("gpu", { cluster, timeoutSeconds: 40, labels: { disk: "fast" } });
        });
        const waits = ["NodesReady", "NodeScheduling", "NodeMember"].map(
            (kind) => find(registered, kind).inputs.timeoutSeconds,
        );
        expect(waits).toEqual([40, 40, 60]);
    });

    it("differ from more or fewer of them in nothing else", async () => {
        const count = async (agents: number) => {
            const registered = await clusterWith({ agents });
            return registered
                .filter((its) => !/agent-1|NodesReady/.test(`${its.name} ${its.type}`))
                .map(({ inputs }) => inputs);
        };
        expect(await count(2)).toEqual(await count(1));
    });
});

describe("the labels of an agent", () => {
    it("may be an object without a prototype", async () => {
        const labels = Object.assign(Object.create(null), { disk: "ssd" }) as Record<string, string>;
        const registered = await registrationsOf(() => new Cluster("dev", { agents: 1, agent: { labels } }));
        expect(find(registered, "NodeScheduling", "dev-agent-0-scheduling").inputs).toMatchObject({
            labels: { disk: "ssd" },
        });
    });

    it("are set once the node that it was has left, which takes its labels with it", async () => {
        const registered = await registrationsOf(() => {
            const cluster = new Cluster("dev");
            new AgentPool("gpu", { cluster, labels: { tier: "gpu" } });
        });
        const { dependencies } = find(registered, "NodeScheduling");
        expect(dependencies.map(urnLabel)).toContain("NodeMember dev-gpu-0-member");
    });
});

describe("what lives inside a cluster", () => {
    const program = (dataVolume?: boolean | string) => () => {
        const cluster = new Cluster("dev", { agents: 1, dataVolume });
        new HelmRelease("podinfo", { cluster, chart: "podinfo", repo: "https://charts.example" });
        new ServiceEndpoint("web", { cluster, service: "web", port: 80 });
    };
    const inside = ["Release podinfo", "WorkloadsReady podinfo-ready", "EndpointTarget web-target"];

    it.each([[undefined], [true]])("goes with the cluster's identity, dataVolume %j", async (dataVolume) => {
        const registered = await registrationsOf(program(dataVolume));
        for (const label of [...inside, "NodeMember dev-agent-0-member"]) {
            const [kind = "", name] = label.split(" ");
            expect([label, urnLabel(find(registered, kind, name).deletedWith)]).toEqual([
                label,
                "Identity dev-identity",
            ]);
        }
    });

    it("is uninstalled one by one where the data outlives the stack", async () => {
        const registered = await registrationsOf(program("team-data"));
        for (const label of inside) {
            const [kind = "", name] = label.split(" ");
            expect([label, find(registered, kind, name).deletedWith]).toEqual([label, ""]);
        }
    });
});

describe("the names on the daemon", () => {
    const dockerNames = (registered: Registration[]) =>
        registered
            .filter(({ type }) => /:(Container|Network|Volume)$/.test(type))
            .map(({ type, inputs }) => `${type} ${inputs.name as string}`);
    const everything = (name: string) => {
        const cluster = new Cluster(name, { agents: 2, dataVolume: true });
        new ServiceEndpoint(`${name}-web`, { cluster, service: "web", port: 80 });
    };

    it("of two clusters in one program are not the same", async () => {
        const registered = await registrationsOf(() => {
            everything("one");
            everything("two");
        });
        const names = dockerNames(registered);
        expect(names).toHaveLength(16);
        expect(new Set(names).size).toBe(names.length);
    });

    it("of one program in two stacks are not the same", async () => {
        const before = pulumi.getStack();
        const runtime = pulumi.runtime as unknown as { _setStack(stack: string): void };
        const inStack = (stack: string) =>
            registrationsOf(() => {
                runtime._setStack(stack);
                everything("dev");
            });
        const names = [...dockerNames(await inStack("one")), ...dockerNames(await inStack("two"))];
        runtime._setStack(before);
        expect(names).toHaveLength(16);
        expect(new Set(names).size).toBe(16);
    });

    it("carry the owner wherever they are", async () => {
        const registered = await registrationsOf(() => everything("dev"));
        for (const { inputs, type } of registered.filter((its) => /:(Container|Network|Volume)$/.test(its.type))) {
            const owner = "shop/test/dev#0a1b2c3d";
            expect([type, inputs.labels ?? inputs.owner]).toEqual([
                type,
                type.endsWith("k3s:Network")
                    ? owner
                    : expect.arrayContaining([{ label: "pulumi-k3s.owner", value: owner }]),
            ]);
        }
    });
});

describe("the secrets of a cluster", () => {
    it("are files of the nodes, for root alone, and nowhere else in their containers", async () => {
        const registered = await clusterWith({ agents: 1 });
        const server = find(registered, "Container", "dev-server");
        const agent = find(registered, "Container", "dev-agent-0");
        expect(
            uploads(server)
                .slice(1)
                .map(({ file, permissions }) => `${file as string} ${permissions as string}`),
        ).toEqual(["/etc/rancher/pulumi-k3s/token 0600", "/etc/rancher/pulumi-k3s/agent-token 0600"]);
        expect(
            uploads(agent)
                .slice(1)
                .map(({ file, permissions }) => `${file as string} ${permissions as string}`),
        ).toEqual(["/etc/rancher/pulumi-k3s/agent-token 0600", "/etc/rancher/node/password 0600"]);
        for (const { inputs } of [server, agent]) {
            const rest = JSON.stringify({ ...inputs, uploads: [] });
            expect(rest).not.toMatch(/"(server-token|agent-token|[^"]*-password)"/);
        }
    });

    it("are not given to a server whose data has its own", async () => {
        const registered = await clusterWith({ agents: 1, dataVolume: "team-data" });
        expect(uploads(find(registered, "Container", "dev-server"))).toHaveLength(1);
        expect(find(registered, "Kubeconfig").inputs.readsToken).toBe(true);
    });

    it("are outputs that Pulumi encrypts", async () => {
        const registered = await clusterWith({ agents: 1 });
        const secretOutputs = (kind: string) => [...find(registered, kind).additionalSecretOutputs].sort();
        expect(secretOutputs("Identity")).toEqual(["agentToken", "token"]);
        expect(secretOutputs("Kubeconfig")).toEqual(["agentToken", "containerKubeconfig", "kubeconfig"]);
        expect(secretOutputs("NodeIdentity")).toEqual(["password"]);
    });

    it("stay secrets where a user's secret goes into a container", async () => {
        const registered = await registrationsOf(
            () =>
                new Cluster("dev", {
                    transform: { server: (args) => ({ ...args, envs: [pulumi.secret("TOKEN=hunter2")] }) },
                }),
        );
        const { inputs } = find(registered, "Container", "dev-server");
        expect(isSecret(inputs.envs) || (inputs.envs as unknown[]).every(isSecret)).toBe(true);
        expect(isSecret(find(registered, "Identity").inputs.dataKey)).toBe(true);
    });
});
