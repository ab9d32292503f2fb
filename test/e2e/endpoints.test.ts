import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { forwarderFolder } from "../../shared/forwarder-paths";
import { userFolder } from "../../shared/user-folder";
import { choosePort } from "../../provider/ports/free-port";
import { docker, hostGateway, kubectl, leftovers } from "./support/docker";
import { type Address, ask } from "./support/endpoint/connection";
import { describeContract, type Ports } from "./support/endpoint/contract";
import { hold, Load } from "./support/endpoint/churn";
import { udpEcho } from "./support/endpoint/udp";
import { workloads } from "./support/endpoint/workloads";
import { required } from "./support/environment";
import { failureOf } from "./support/failure";
import { Program } from "./support/program";
import { expectSoon } from "./support/soon";
import { summary } from "./support/steps";
import { says } from "../support/says";

jest.setTimeout(300_000);

const project = "e2e-endpoints";
const server = `${project}-test-dev-server`;
const relay = `${project}-test-dev-endpoint-node-tcp`;
/** Of the cluster's forwarder. */
const folder = forwarderFolder(userFolder(), `${project}/test/dev`);
const commandLine = join(__dirname, "../../dist/provider/cli/main.js");

/** Ports of the contract server's Service, by name and by number. */
const ports = { tcp: "tcp", banner: "banner", closed: "closed", http: 80, https: 443, grpc: 9000 };
const program = `
import { readFileSync } from "node:fs";
import * as k3s from "pulumi-k3s";

const images = ["pulumi-k3s-test/contract-server:1", "pulumi-k3s-operator/redis:7"];
const cluster = new k3s.Cluster("dev", { images });
const objects = new k3s.Manifest("objects", { cluster, path: "./objects.yaml" });
const ports: Record<string, number | string> = ${JSON.stringify(ports)};
const endpoint = (name: string, via: "node" | "api", more: { service: string; port: number | string } & object) =>
    new k3s.ServiceEndpoint(\`\${via}-\${name}\`, { cluster, via, timeoutSeconds: 30, ...more }, { dependsOn: objects }).url;
export const urls: Record<string, Record<string, unknown>> = { node: {}, api: {} };
for (const via of ["node", "api"] as const) {
    for (const [name, port] of Object.entries(ports)) urls[via][name] = endpoint(name, via, { service: "contract", port });
}
urls.node.udp = endpoint("udp", "node", { service: "contract", port: "udp", protocol: "UDP" });
const hostPort = Number(readFileSync("fixed-port", "utf8"));
urls.node.redis = endpoint("redis", "node", { service: "redis-address", port: 6379, hostPort });
urls.api.redis = endpoint("redis", "api", { service: "redis", port: "redis" });
const more = JSON.parse(readFileSync("more.json", "utf8"));
for (const [name, args] of Object.entries<any>(more)) urls.api[name] = endpoint(name, "api", args);
`;

let stack: Program;
let urls: Record<"node" | "api", Record<string, string>>;
let fixedPort: number;

async function up(): Promise<string[]> {
    const { steps } = await stack.up();
    urls = (await stack.outputs()).urls as typeof urls;
    return summary(steps);
}

function address(via: "node" | "api", name: string): Address {
    const { hostname, port } = new URL(urls[via][name] ?? "");
    return { host: hostname, port: Number(port) };
}

function portsOf(via: "node" | "api"): Ports {
    const names = [...Object.keys(ports), "redis"];
    return Object.fromEntries(names.map((name) => [name, address(via, name)])) as Ports;
}

function forwarderPid(): number {
    return Number(readFileSync(join(folder, "pid"), "utf8"));
}

function forwarderProcesses(): string[] {
    return processes().filter((pid) => commandLineOf(pid).includes(`forward/main.js\0${folder}`));
}

function processes(): string[] {
    return readdirSync("/proc").filter((name) => /^\d+$/.test(name));
}

function commandLineOf(pid: string): string {
    try {
        return readFileSync(`/proc/${pid}/cmdline`, "utf8");
    } catch {
        return "";
    }
}

async function cli(...args: string[]): Promise<string> {
    const { stdout } = await promisify(execFile)(process.execPath, [commandLine, "endpoints", ...args]);
    return stdout;
}

interface Row {
    name: string;
    state: string;
    target: string;
    accepted: number;
    connections?: number;
    bytes: number;
}

async function rows(): Promise<Map<string, Row>> {
    const all = JSON.parse(await cli("list", "--json", "--cluster", `${project}/test/dev`)) as Row[];
    return new Map(all.map((row) => [row.name, row]));
}

function residentMebibytes(pid: number | string): number {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1_024;
}

/** Of the relay's cgroup: its processes, and what the kernel keeps for it. */
async function relayMebibytes(): Promise<number> {
    const used = await docker("stats", "--no-stream", "--format", "{{.MemUsage}}", relay);
    const [, number, unit] = /^([\d.]+)([KMG]iB|B) /.exec(used) ?? [];
    const power = ["B", "KiB", "MiB", "GiB"].indexOf(unit ?? "");
    return Number(number) * 1_024 ** (power - 2);
}

/** Docker's own process for a published port. */
function dockerProxy(port: number): string {
    const found = processes().find(
        (pid) =>
            commandLineOf(pid).includes(`docker-proxy\0`) && commandLineOf(pid).includes(`\0-host-port\0${port}\0`),
    );
    if (found === undefined) throw new Error(`no docker-proxy has port ${port}`);
    return found;
}

beforeAll(async () => {
    fixedPort = await choosePort("tcp");
    const settings = { "more.json": "{}", "fixed-port": String(fixedPort) };
    stack = await Program.create(project, { "index.ts": program, "objects.yaml": workloads, ...settings });
    await up();
});

afterAll(async () => {
    await stack.remove();
    expect(await leftovers(project)).toEqual([]);
    expect(existsSync(folder)).toBe(false);
    expect(forwarderProcesses()).toEqual([]);
});

describe.each(["node", "api"] as const)('an endpoint via: "%s"', (via) => {
    describeContract({
        ports: () => portsOf(via),
        memory: async () => {
            if (via === "api") return residentMebibytes(forwarderPid());
            return (await relayMebibytes()) + residentMebibytes(dockerProxy(address("node", "tcp").port));
        },
        // The forwarder's own is collected when Node.js finds it worth it.
        mostMemory: via === "api" ? 64 : 8,
        // With the API server in between, containerd ends both directions; see docs/how-to/endpoints.md.
        keepsHalfOpen: via === "node",
    });

    it("has the scheme that its port most likely speaks", () => {
        expect(urls[via].https).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
        expect(urls[via].http).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    });
});

describe("the relay", () => {
    it("is on the host port that it was given", () => {
        // A session on it is part of the contract.
        expect(urls.node.redis).toBe(`http://127.0.0.1:${fixedPort}`);
    });

    it("carries UDP", async () => {
        expect(await udpEcho(address("node", "udp"), "datagram")).toBe("datagram");
    });

    it("has NET_ADMIN and no other right, a root that nobody writes to, nothing secret, and little memory", async () => {
        const [{ HostConfig, Config, Mounts }] = JSON.parse(await docker("inspect", relay)) as [
            { HostConfig: Record<string, unknown>; Config: { Env: string[] }; Mounts: { Type: string }[] },
        ];
        expect(HostConfig).toMatchObject({
            CapAdd: ["CAP_NET_ADMIN"],
            CapDrop: ["ALL"],
            ReadonlyRootfs: true,
            Privileged: false,
        });
        // What is left are the empty volumes that the node image declares.
        expect(Mounts.filter(({ Type }) => Type !== "volume")).toEqual([]);
        expect(Config.Env.filter((entry) => !/^(PATH|CRI_CONFIG_FILE|HOME)=/.test(entry))).toEqual([]);
        // A third is its shell's, the rest the kernel's for it; every two seconds it looks for the server.
        await expectSoon(async () => {
            expect(await relayMebibytes()).toBeLessThan(2);
        });
    });
});

describe("the forwarder", () => {
    it("keeps what it knows to its user", () => {
        const modes = ["", "table.json", "control", "pid", "forwarder.log"].map((name) => {
            return (statSync(join(folder, name)).mode & 0o777).toString(8);
        });
        expect(modes).toEqual(["700", "600", "600", "600", "600"]);
        expect(stack.state()).not.toContain("client-key-data");
        expect(readFileSync(`/proc/${forwarderPid()}/environ`, "utf8")).not.toContain("PULUMI_CONFIG_PASSPHRASE");
    });

    it("listens on the loopback address alone", async () => {
        const listening = await promisify(execFile)("ss", ["-Hltnp"]);
        const own = listening.stdout.split("\n").filter((line) => line.includes(`pid=${forwarderPid()},`));
        expect(own.length).toBe(Object.keys(urls.api).length);
        expect(own.every((line) => /\s127\.0\.0\.1:\d+\s/.test(line))).toBe(true);
    });
});

describe("under constant load", () => {
    let loads: Load[] = [];

    afterEach(async () => {
        await Promise.all(loads.map((load) => load.stop()));
        loads = [];
    });

    it("established connections of untouched pods live, and new ones go to ready pods", async () => {
        await kubectl(server, "scale", "deployment/contract", "--replicas=2");
        await kubectl(server, "rollout", "status", "deployment/contract", "--timeout=60s");
        await delay(1_000);
        loads = (["node", "api"] as const).map((via) => new Load(() => address(via, "tcp")));
        const paths = (["node", "api"] as const).flatMap((via) => Array.from({ length: 8 }, () => via));
        const held = await Promise.all(paths.map((via) => hold(address(via, "tcp"))));
        // One pod goes, another one comes; the connections to the other pod have to live.
        const [{ pod: gone } = { pod: "" }] = held;
        await kubectl(server, "delete", "pod", gone, "--wait=false");
        await kubectl(server, "rollout", "status", "deployment/contract", "--timeout=60s");
        await delay(1_000);
        const untouched = held.filter(({ pod }) => pod !== gone);
        expect(untouched.length).toBeGreaterThanOrEqual(4);
        for (const connection of untouched) expect(await connection.isAlive()).toBe(true);
        await kubectl(server, "rollout", "restart", "deployment/contract");
        await kubectl(server, "rollout", "status", "deployment/contract", "--timeout=60s");
        for (const load of loads) {
            // The two of before, and two new ones, of which the last has only just become ready.
            while (load.answeredBy.size < 4) await load.answered();
            expect((await load.stop()).failures).toEqual([]);
        }
        for (const connection of held) connection.close();
    });

    it("no connection hangs without a pod, and the next pod is found", async () => {
        loads = (["node", "api"] as const).map((via) => new Load(() => address(via, "tcp")));
        const [last] = await Promise.all(loads.map((load) => load.answered()));
        await kubectl(server, "scale", "deployment/contract", "--replicas=0");
        await kubectl(server, "wait", "pod", "-l", "app=contract", "--for=delete", "--timeout=60s");
        for (const via of ["node", "api"] as const) {
            const begin = Date.now();
            await expect(ask(address(via, "tcp"), "tick\n")).rejects.toThrow();
            expect(Date.now() - begin).toBeLessThan(5_000);
        }
        await expectSoon(async () => {
            expect((await rows()).get("api-tcp")).toMatchObject({
                problem: expect.stringContaining("no pod") as string,
            });
        });
        await kubectl(server, "scale", "deployment/contract", "--replicas=1");
        await kubectl(server, "rollout", "status", "deployment/contract", "--timeout=60s");
        for (const load of loads) {
            expect(await load.answered()).not.toBe(last);
            const { failures } = await load.stop();
            expect(failures).not.toEqual([]);
            expect(failures.filter((failure) => failure.startsWith("nothing for"))).toEqual([]);
        }
    });

    it("a Service that is made again, with another address, is found on the same ports", async () => {
        const clusterIp = () => kubectl(server, "get", "service", "contract", "-o", "jsonpath={.spec.clusterIP}");
        const [before, addressBefore] = [urls, await clusterIp()];
        await kubectl(server, "delete", "service", "contract");
        await stack.up({ refresh: true });
        urls = (await stack.outputs()).urls as typeof urls;
        expect(urls).toEqual(before);
        expect(await clusterIp()).not.toBe(addressBefore);
        for (const via of ["node", "api"] as const) {
            await expectSoon(async () => expect(await ask(address(via, "tcp"), "tick\n")).toMatch(/^contract-/));
        }
    });

    it("a restart of the server needs no up", async () => {
        await docker("restart", "--time", "3", server);
        for (const via of ["node", "api"] as const) {
            await expectSoon(async () => expect(await ask(address(via, "tcp"), "tick\n")).toMatch(/^contract-/), 90);
        }
        expect(await up()).toEqual(["update ClusterReady dev-ready"]);
        expect(await up()).toEqual([]);
    });
});

describe("npx pulumi-k3s endpoints", () => {
    it("lists endpoints of both kinds with state, target and traffic", async () => {
        const all = await rows();
        expect([...all.keys()].sort()).toEqual(
            [
                ...Object.keys(urls.node).map((name) => `node-${name}`),
                ...Object.keys(urls.api).map((name) => `api-${name}`),
            ].sort(),
        );
        await ask(address("node", "tcp"), "tick\n");
        for (const name of ["api-tcp", "node-tcp"]) {
            const row = (await rows()).get(name);
            expect(row).toMatchObject({
                state: "listening",
                target: `default/contract:${name === "api-tcp" ? 7000 : "tcp"}`,
            });
            expect(row?.accepted).toBeGreaterThan(0);
            expect(row?.bytes).toBeGreaterThan(0);
        }
        expect(await cli()).toMatch(/^NAME +CLUSTER +VIA +STATE/);
    });

    it.each(["api-tcp", "node-tcp"])("stops and starts %s", async (name) => {
        const via = name === "api-tcp" ? "api" : "node";
        expect(await cli("stop", name)).toContain("stopped");
        await expect(ask(address(via, "tcp"), "tick\n")).rejects.toThrow();
        expect(await cli("start", name)).toContain("listening");
        await expectSoon(async () => expect(await ask(address(via, "tcp"), "tick\n")).toMatch(/^contract-/));
        expect(await cli("logs", name)).not.toBe("");
        // A relay that was started again is tried once more.
        expect(await up()).toEqual(via === "node" ? ["update EndpointReady node-tcp-ready"] : []);
    });

    it("says with an exit code of 2 that there is no such endpoint", async () => {
        await expect(cli("stop", "api-nothing")).rejects.toMatchObject({
            code: 2,
            stderr: expect.stringContaining("api-tcp") as string,
        });
    });
});

describe("a forwarder that was killed", () => {
    it("is seen by a plain up, which brings every endpoint back on its port", async () => {
        const before = urls;
        process.kill(forwarderPid(), "SIGKILL");
        await expectSoon(async () => expect(await rows().then((all) => all.get("api-tcp")?.state)).toBe("stopped"));
        // The first that is looked after starts the process, which brings all of them back.
        const steps = await up();
        expect(steps).not.toEqual([]);
        expect(steps.filter((step) => !/^update Forward api-\w+-forward$/.test(step))).toEqual([]);
        expect(urls).toEqual(before);
        expect(await ask(address("api", "tcp"), "tick\n")).toMatch(/^contract-/);
        expect(forwarderProcesses().length).toBe(1);
    });

    it("comes back by endpoints start, too", async () => {
        process.kill(forwarderPid(), "SIGKILL");
        await cli("start", "--cluster", `${project}/test/dev`);
        expect(await ask(address("api", "tcp"), "tick\n")).toMatch(/^contract-/);
        expect(await up()).toEqual([]);
    });

    it("is replaced when it hangs, and a process that has its number by now is left alone", async () => {
        const hanging = forwarderPid();
        process.kill(hanging, "SIGSTOP");
        await up();
        expect(forwarderPid()).not.toBe(hanging);
        expect(existsSync(`/proc/${hanging}`)).toBe(false);
        expect(await ask(address("api", "tcp"), "tick\n")).toMatch(/^contract-/);
    });
});

/** One endpoint more, through the API server. */
function more(args: object): void {
    stack.write({ "more.json": JSON.stringify({ more: { service: "contract", ...args } }) });
}

describe("on a fixed port, for containers", () => {
    it("an endpoint through the API server listens on the bridge's gateway too, and on no other address", async () => {
        const port = await choosePort("tcp");
        more({ port: 80, forContainers: true, hostPort: port });
        await up();
        expect(urls.api.more).toBe(`http://127.0.0.1:${port}`);
        expect(await (await fetch(urls.api.more ?? "")).text()).toMatch(/^contract-/);
        const container = ["run", "--rm", "--add-host", "host.docker.internal:host-gateway", "--entrypoint", "wget"];
        const url = `http://host.docker.internal:${port}/`;
        expect(await docker(...container, required("K3S_TEST_IMAGE"), "-q", "-O", "-", url)).toMatch(/^contract-/);
        const gateway = await hostGateway();
        const { stdout } = await promisify(execFile)("ss", ["-Hltn", `sport = :${port}`]);
        const listening = [...stdout.matchAll(/(\S+):\d+\s+\S+:\*/g)].map(([, host]) => host);
        expect(listening.sort()).toEqual(["127.0.0.1", gateway].sort());
        stack.write({ "more.json": "{}" });
        await up();
    });
});

describe("what cannot work", () => {
    it("names who has the port", async () => {
        const holder = createServer().listen(0, "127.0.0.1");
        await new Promise((resolve) => holder.once("listening", resolve));
        const { port } = holder.address() as { port: number };
        more({ port: "tcp", hostPort: port });
        expect(await failureOf(stack.up())).toMatch(says(`Port ${port}/tcp … node (process ${process.pid})`));
        holder.close();
    });

    it("is told with the reason: a Service, a port, a pod that refuses", async () => {
        more({ service: "nothing", port: 80 });
        expect(await failureOf(stack.up())).toMatch(says("no Service nothing in the namespace default"));
        more({ port: 12 });
        expect(await failureOf(stack.up())).toMatch(says("Service default/contract … no TCP port 12."));
        more({ port: "closed", timeoutSeconds: 3 });
        // The pod was replaced since, and listens again.
        await ask(address("node", "closed"), "close\n").catch(() => undefined);
        expect(await failureOf(stack.up())).toMatch(
            /No connection reached default\/contract:7002 through the API server within 3 s\.\n.*connection refused/,
        );
        stack.write({ "more.json": "{}" });
        await up();
        expect((await rows()).has("api-more")).toBe(false);
    });
});

describe("an endpoint that does not listen", () => {
    const stopAndRefresh = async () => {
        await cli("stop", "api-tcp");
        expect(await stack.refresh()).toMatch(/api-tcp-forward/);
    };

    it("is not forgotten by a refresh, and started by the next up", async () => {
        await stopAndRefresh();
        expect(await up()).toEqual(["update Forward api-tcp-forward"]);
        expect(await ask(address("api", "tcp"), "tick\n")).toMatch(/^contract-/);
    });

    it("leaves neither process nor file when it is destroyed after a refresh", async () => {
        await stopAndRefresh();
        await stack.destroy();
        expect(existsSync(folder)).toBe(false);
        await expectSoon(() => {
            expect(forwarderProcesses()).toEqual([]);
        });
    });
});
