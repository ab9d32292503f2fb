import { rmSync } from "node:fs";
import { docker as commandLine } from "../e2e/support/docker";
import { webImage } from "../e2e/support/environment";
import { get } from "../e2e/support/get";
import { copyImages, nodeImage } from "../e2e/support/own-daemon";
import { Program } from "../e2e/support/program";
import { expectSoon } from "../e2e/support/soon";
import { summary } from "../e2e/support/steps";
import { EmulatedMachine } from "./emulated-machine";
import { service, workload } from "../e2e/support/objects";

// Each instruction there is some twenty here.
const patience = 3_600;
jest.setTimeout(patience * 1_000);

const project = "emulated";
const server = `${project}-test-dev-server`;
const agent = `${project}-test-dev-agent-0`;
const relay = `${project}-test-dev-endpoint-door`;
const greedyImage = "pulumi-k3s-operator/redis:7";

/** A pod on each node. */
const web = `
${workload({ kind: "DaemonSet", name: "web", image: webImage, pod: { terminationGracePeriodSeconds: 1 } })}
${service("web", [{ port: 8080 }])}
`;

let machine: EmulatedMachine;
let stack: Program | undefined;
let url: string;
let ids: string;

function program(): string {
    const cluster = {
        dockerHost: machine.host,
        timeoutSeconds: patience,
        images: [webImage, greedyImage],
        agents: 1,
        agent: { memory: "1Gi", cpus: 1.5 },
        disable: ["traefik", "metrics-server", "local-storage", "servicelb"],
    };
    return `
        import * as k3s from "pulumi-k3s";
        const cluster = new k3s.Cluster("dev", ${JSON.stringify(cluster)});
        const web = new k3s.Manifest("web", { cluster, yaml: ${JSON.stringify(web)}, timeoutSeconds: ${patience} });
        const door = new k3s.ServiceEndpoint(
            "door",
            { cluster, service: "web", port: 8080, timeoutSeconds: ${patience} },
            { dependsOn: web },
        );
        export const url = door.url;
    `;
}

/** The daemon there; the one that the tests were given has no part in this. */
function docker(...args: string[]): Promise<string> {
    return commandLine("--host", machine.host, ...args);
}

function kubectl(...args: string[]): Promise<string> {
    return docker("exec", server, "k3s", "kubectl", ...args);
}

async function up(): Promise<string[]> {
    if (!stack) throw new Error("there is no stack: it could not be made");
    return summary((await stack.up()).steps);
}

async function expectAnswer(): Promise<void> {
    const response = await get(url);
    expect(await response.text()).toContain("Hello from web");
}

function containers(format: string): Promise<string> {
    return docker("inspect", "--format", format, server, agent, relay);
}

beforeAll(async () => {
    machine = await EmulatedMachine.start();
    await copyImages(machine.host, [nodeImage(), webImage, greedyImage]);
    Program.forget(project);
    stack = await Program.create(project, { "index.ts": program() });
    // What follows is about what there is then.
    await up();
    url = String((await stack.outputs()).url);
    ids = await containers("{{.Id}}");
});

// What there is goes with the machine.
afterAll(async () => {
    await machine.remove();
    if (stack) rmSync(stack.folder, { recursive: true });
    Program.forget(project);
});

describe("on a machine with cgroup v2, a current kernel and a current Docker", () => {
    it("is a daemon that has them", async () => {
        const { CgroupVersion, CgroupDriver, DriverStatus, KernelVersion, ServerVersion } = JSON.parse(
            await docker("info", "--format", "{{json .}}"),
        ) as Record<string, string | string[][]>;
        expect([CgroupVersion, CgroupDriver]).toEqual(["2", "systemd"]);
        expect(DriverStatus).toContainEqual(["driver-type", "io.containerd.snapshotter.v1"]);
        expect(parseInt(String(KernelVersion))).toBeGreaterThanOrEqual(7);
        expect(parseInt(String(ServerVersion))).toBeGreaterThanOrEqual(28);
    });

    it("has a server, an agent, pods of local images on both, and an endpoint that answers here", async () => {
        expect(url).toMatch(new RegExp(`^http://${machine.address}:\\d+$`));
        await expectAnswer();
        const nodes = await kubectl("get", "pods", "--selector=app=web", "-o", "jsonpath={.items[*].spec.nodeName}");
        expect(nodes.split(" ").sort()).toEqual(["dev-agent-0", "dev-server"]);
    });

    it("changes nothing on the second up", async () => {
        expect(await up()).toEqual([]);
    });

    it("limits what the scheduler gives to pods", async () => {
        const path = (name: string) => `{.status.allocatable.${name}}`;
        const found = await kubectl("get", "node", "dev-agent-0", "-o", `jsonpath=${path("cpu")} ${path("memory")}`);
        expect(found).toBe("1500m 1Gi");
    });

    it("has a node's processes outside the root of its own cgroup namespace, and hands controllers on", async () => {
        const read = (node: string, path: string) => docker("exec", node, "cat", `/sys/fs/cgroup/${path}`);
        for (const node of [server, agent]) {
            expect(await read(node, "cgroup.procs")).toBe("");
            const controllers = (await read(node, "cgroup.subtree_control")).split(" ");
            expect(controllers).toEqual(expect.arrayContaining(["cpu", "memory", "pids"]));
        }
        const onTheMachine = ["run", "--rm", "--cgroupns=host", "--entrypoint=ls", nodeImage(), "/sys/fs/cgroup"];
        expect((await docker(...onTheMachine)).split("\n")).not.toContain("init");
        // The limit of the container is that of all its pods.
        expect(await read(agent, "memory.max")).toBe(String(1024 ** 3));
    });

    it("kills a pod that takes more memory than it may, and the node lives", async () => {
        const started = await containers("{{.State.StartedAt}} {{.RestartCount}}");
        // Redis takes memory for each of its databases when it starts.
        const container = {
            name: "greedy",
            image: greedyImage,
            imagePullPolicy: "Never",
            args: ["--save", "", "--databases", "10000000"],
            resources: { limits: { memory: "64Mi" } },
        };
        const spec = { nodeName: "dev-agent-0", restartPolicy: "Never", containers: [container] };
        const overrides = `--overrides=${JSON.stringify({ spec })}`;
        await kubectl("run", "greedy", `--image=${greedyImage}`, overrides);
        await kubectl("wait", "pod/greedy", "--for=jsonpath={.status.phase}=Failed", "--timeout=900s");
        const reason = "jsonpath={.status.containerStatuses[0].state.terminated.reason}";
        expect(await kubectl("get", "pod", "greedy", "-o", reason)).toBe("OOMKilled");
        await kubectl("delete", "pod", "greedy");
        await kubectl("wait", "node", "--all", "--for=condition=Ready", "--timeout=900s");
        expect(await containers("{{.State.StartedAt}} {{.RestartCount}}")).toBe(started);
    });
});

/** The proofs that stand on containers, which were started again; none of it replaces anything. */
const provenAgain = [
    "update ClusterReady dev-ready",
    "update EndpointReady door-ready",
    "update NodesReady dev-agent-ready",
];

describe("after a power cut", () => {
    it("the endpoint answers again by itself", async () => {
        await machine.cutPower();
        await expect(get(url)).rejects.toThrow();
        await machine.boot();
        await expectSoon(expectAnswer, patience / 2);
    });

    it("the next up proves readiness again, and the one after that changes nothing", async () => {
        const steps = await up();
        // One of the pods may still be starting.
        expect(steps.filter((step) => step !== "update ManifestReady web-ready")).toEqual(provenAgain);
        expect(await up()).toEqual([]);
        expect(await containers("{{.Id}}")).toBe(ids);
        await expectAnswer();
    });
});

describe("destroy", () => {
    it("leaves nothing on the daemon", async () => {
        await stack?.destroy();
        expect(await docker("ps", "--all", "--quiet")).toBe("");
        expect(await docker("volume", "ls", "--quiet")).toBe("");
        expect(await docker("network", "ls", "--filter", "type=custom", "--quiet")).toBe("");
    });
});
