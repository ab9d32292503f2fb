import { execFileSync } from "node:child_process";
import { docker, kubectl, leftovers } from "./support/docker";
import { webImage } from "./support/environment";
import { get } from "./support/get";
import { nodeImage } from "./support/own-daemon";
import { Program } from "./support/program";
import { expectSoon } from "./support/soon";
import { summary } from "./support/steps";
import { pod, service } from "./support/objects";

jest.setTimeout(300_000);

const project = "e2e-settings";
const server = `${project}-test-dev-server`;
const agent = `${project}-test-dev-agent-0`;
const network = `${project}-compose`;
const cache = `${project}-cache`;

/** A web server behind the nodes' own addresses. */
const loadBalancer = `
${pod("web", webImage)}
${service("web", [{ port: 8081, targetPort: 8080 }], { type: "LoadBalancer" })}
`;

const settings = {
    agents: 1,
    images: [webImage],
    network,
    apiPort: 18_443,
    podSubnet: "10.52.0.0/16",
    serviceSubnet: "10.53.0.0/16",
    disable: ["traefik", "metrics-server", "local-storage"],
    hostAliases: [{ ip: "192.0.2.20", hostnames: ["db.example", "cache.example"] }],
    server: {
        memory: "1Gi",
        environment: { NO_PROXY: "10.0.0.0/8" },
        ports: [{ containerPort: 8081, hostPort: 18_081 }],
    },
    agent: {
        labels: { disk: "fast", "example.com/zone": "a" },
        taints: ["dedicated=builds:NoSchedule"],
        cpus: 1.5,
        volumes: [{ source: cache, target: "/cache" }],
        ports: [{ containerPort: 30080, hostPort: 18_080 }],
        extraArgs: ["--kubelet-arg=max-pods=23"],
    },
};

let stack: Program;

function program(cluster: object): Record<string, string> {
    return {
        "index.ts": `
            import * as k3s from "pulumi-k3s";
            const cluster = new k3s.Cluster("dev", ${JSON.stringify(cluster)});
            const web = new k3s.Manifest("web", { cluster, yaml: ${JSON.stringify(loadBalancer)} });
            const door = new k3s.ServiceEndpoint("door", { cluster, service: "web", port: 8081 }, { dependsOn: web });
            export const networkName = cluster.networkName;
            export const apiUrl = cluster.apiUrl;
            export const doorUrl = door.url;
        `,
    };
}

async function up(cluster: object): Promise<string[]> {
    stack.write(program(cluster));
    return summary((await stack.up()).steps);
}

/** Fields of a Node, by a JSONPath each. */
async function node(name: string, ...paths: string[]): Promise<string[]> {
    const template = paths.map((path) => `{${path}}{"\\n"}`).join("");
    return (await kubectl(server, "get", "node", name, "-o", `jsonpath=${template}`)).split("\n");
}

beforeAll(async () => {
    await docker("network", "create", network);
    stack = await Program.create(project, program(settings));
    await stack.up();
});

afterAll(async () => {
    await stack.remove();
    expect((await leftovers(project)).sort()).toEqual([`network ${network}`, `volume ${cache}`]);
    await docker("network", "rm", network);
    await docker("volume", "rm", cache);
});

describe("the settings of nodes", () => {
    it("are nothing to change on the second up", async () => {
        expect(await up(settings)).toEqual([]);
    });

    it("are labels and taints of their Nodes", async () => {
        const found = await node(
            "dev-agent-0",
            ".metadata.labels.disk",
            ".metadata.labels.example\\.com/zone",
            ".spec.taints",
        );
        expect(found.slice(0, 2)).toEqual(["fast", "a"]);
        expect(JSON.parse(found[2] ?? "")).toEqual([{ effect: "NoSchedule", key: "dedicated", value: "builds" }]);
    });

    it("limit what the scheduler gives to pods", async () => {
        const [cpus, pods] = await node("dev-agent-0", ".status.allocatable.cpu", ".status.allocatable.pods");
        expect([cpus, pods]).toEqual(["1500m", "23"]);
        const [memory = ""] = await node("dev-server", ".status.allocatable.memory");
        expect(memory).toBe("1Gi");
        expect(await docker("inspect", "--format", "{{.HostConfig.Memory}}", server)).toBe(String(1024 ** 3));
    });

    it("reach K3s as environment, and the node as volumes and ports", async () => {
        const environment = await docker("inspect", "--format", "{{json .Config.Env}}", server);
        expect(JSON.parse(environment)).toContain("NO_PROXY=10.0.0.0/8");
        expect(await docker("exec", agent, "sh", "-c", "touch /cache/note && ls /cache")).toBe("note");
        expect(await docker("port", agent, "30080/tcp")).toBe("127.0.0.1:18080");
    });

    it("are names in nodes and in pods, the Docker host's with them", async () => {
        for (const node of [server, agent]) {
            expect(await docker("exec", node, "cat", "/etc/hosts")).toMatch(/192\.0\.2\.20\s+db\.example/);
        }
        const dns = await kubectl(
            server,
            "get",
            "service",
            "-n",
            "kube-system",
            "kube-dns",
            "-o",
            "jsonpath={.spec.clusterIP}",
        );
        for (const name of ["db.example", "cache.example", "host.docker.internal"]) {
            const own = await docker("exec", server, "awk", `$2 == "${name}" { print $1 }`, "/etc/hosts");
            expect(await docker("exec", server, "nslookup", name, dns)).toContain(own);
        }
    });

    it("publish what a LoadBalancer Service offers on the nodes", async () => {
        const address = "jsonpath={.status.loadBalancer.ingress[0].ip}";
        await kubectl(server, "wait", "service", "web", `--for=${address}`, "--timeout=30s");
        // The nodes have the address's rules a moment after the Service tells it.
        await expectSoon(async () => {
            const response = await get("http://127.0.0.1:18081/");
            expect(await response.text()).toContain("Hello from web");
        });
    });

    it("give pods and Services addresses of the program's own, which endpoints lead to", async () => {
        const addressOf = (path: string, ...of: string[]) => kubectl(server, "get", ...of, "-o", `jsonpath={${path}}`);
        expect(await addressOf(".status.podIP", "pod", "web")).toMatch(/^10\.52\./);
        expect(await addressOf(".spec.clusterIP", "service", "web")).toMatch(/^10\.53\./);
        expect(await addressOf(".spec.clusterIP", "service", "-n", "kube-system", "kube-dns")).toBe("10.53.0.10");
        const response = await get(String((await stack.outputs()).doorUrl));
        expect(await response.text()).toContain("Hello from web");
    });

    it("publish the API server where it is wanted, and leave out what is disabled", async () => {
        expect((await stack.outputs()).apiUrl).toBe("https://127.0.0.1:18443");
        expect(await docker("port", server, "6443/tcp")).toBe("127.0.0.1:18443");
        const deployments = await kubectl(server, "get", "deployments", "-n", "kube-system", "-o", "name");
        expect(deployments).toBe("deployment.apps/coredns");
    });

    it("put the cluster on the network that was there", async () => {
        expect((await stack.outputs()).networkName).toBe(network);
        const names = await docker("network", "inspect", "--format", "{{range .Containers}}{{.Name}} {{end}}", network);
        expect(names.trim().split(" ").sort()).toEqual([agent, `${project}-test-dev-endpoint-door`, server]);
    });
});

/** Of the daemon's machine, which need not be this one; asked at once, because it decides what is tried. */
const cgroupVersion = execFileSync("docker", ["info", "--format", "{{.CgroupVersion}}"], { encoding: "utf8" }).trim();
const isVersion2 = cgroupVersion === "2";

describe("a node on cgroup v2", () => {
    const what = "has its processes outside the root of its own namespace, and hands controllers on";
    (isVersion2 ? it : it.skip)(isVersion2 ? what : `not run: needs cgroup v2: ${what}`, async () => {
        const read = (path: string) => docker("exec", agent, "cat", `/sys/fs/cgroup/${path}`);
        expect(await read("cgroup.procs")).toBe("");
        expect((await read("cgroup.subtree_control")).split(" ")).toEqual(expect.arrayContaining(["cpu", "memory"]));
        const onTheMachine = ["run", "--rm", "--cgroupns=host", "--entrypoint=ls", nodeImage()];
        expect((await docker(...onTheMachine, "/sys/fs/cgroup")).split("\n")).not.toContain("init");
    });
});

describe("labels, taints and memory", () => {
    const changed = {
        ...settings,
        server: { ...settings.server, memory: "2Gi" },
        agent: { ...settings.agent, labels: { disk: "slow" }, taints: [] },
    };

    it("change in place, and nothing is replaced", async () => {
        expect(await up(changed)).toEqual([
            "update Container dev-server",
            "update NodeScheduling dev-agent-0-scheduling",
        ]);
        const found = await node(
            "dev-agent-0",
            ".metadata.labels.disk",
            ".metadata.labels.example\\.com/zone",
            ".spec.taints",
        );
        expect(found).toEqual(["slow"]);
        expect(await docker("inspect", "--format", "{{.HostConfig.Memory}}", server)).toBe(String(2 * 1024 ** 3));
    });

    it("are put back when somebody else changed them", async () => {
        await kubectl(server, "label", "node", "dev-agent-0", "disk=none", "--overwrite");
        expect(await up(changed)).toEqual(["update NodeScheduling dev-agent-0-scheduling"]);
        expect(await node("dev-agent-0", ".metadata.labels.disk")).toEqual(["slow"]);
    });

    it("go when the program asks for none", async () => {
        const without = { ...changed, agent: { ...changed.agent, labels: {} } };
        expect(await up(without)).toEqual(["delete NodeScheduling dev-agent-0-scheduling"]);
        expect(await node("dev-agent-0", ".metadata.labels.disk")).toEqual([""]);
    });
});
