import { execFile } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { docker, kubectl, leftovers } from "./support/docker";
import { get } from "./support/get";
import { Program } from "./support/program";
import { manifestFile, program, settingsFile } from "./support/quickstart";
import { exampleChart } from "./support/example-chart";
import { expectSoon } from "./support/soon";
import { settling, summary } from "./support/steps";

jest.setTimeout(300_000);

const project = "e2e-lifecycle";
const server = `${project}-test-dev-server`;
const agent = `${project}-test-dev-agent-0`;
const relay = `${project}-test-dev-endpoint-web-endpoint`;

let stack: Program;
let url: string;
const printed: string[] = [];

async function up() {
    const outcome = await stack.up();
    printed.push(outcome.output);
    expect(outcome.warnings).toEqual([]);
    return summary(outcome.steps);
}

async function preview(refresh = false) {
    const outcome = await stack.preview({ refresh });
    printed.push(outcome.output);
    return summary(outcome.steps);
}

async function body(): Promise<string> {
    const response = await get(url);
    expect(response.status).toBe(200);
    return response.text();
}

beforeAll(async () => {
    stack = await Program.create(project, {
        "index.ts": program,
        ...exampleChart(),
        ...manifestFile("first"),
        ...settingsFile({ cluster: { agents: 1 }, values: { greeting: "Hello" } }),
    });
});

afterAll(async () => {
    await stack.remove();
    expect(await leftovers(project)).toEqual([]);
});

describe("a stack with a cluster, a manifest, a release and an endpoint", () => {
    it("previews every resource when there is nothing yet, and makes nothing", async () => {
        const steps = await preview();
        expect(steps).toEqual([
            "create AgentPool dev-agent",
            "create Cluster dev",
            "create ClusterReady dev-ready",
            "create ConfigMap dev:shop/message",
            "create Container dev-agent-0",
            "create Container dev-server",
            "create Container web-endpoint",
            "create Daemon dev-daemon",
            "create EndpointReady web-endpoint-ready",
            "create EndpointTarget web-endpoint-target",
            "create HelmRelease web",
            "create HostPort dev-api-port",
            "create HostPort web-endpoint-port",
            "create Identity dev-identity",
            "create Kubeconfig dev-kubeconfig",
            "create KubeconfigFiles dev-kubeconfig-files",
            "create Manifest message",
            "create Namespace dev:shop",
            "create Network dev",
            "create NodeIdentity dev-agent-0-node",
            "create NodeImages dev-agent-0-images",
            "create NodeImages dev-server-images",
            "create NodeMember dev-agent-0-member",
            "create NodesReady dev-agent-ready",
            "create Release web",
            "create RemoteImage dev",
            "create ServiceEndpoint web-endpoint",
            "create Stack e2e-lifecycle-test",
            "create Target dev-target",
            "create WorkloadsReady web-ready",
            "create docker dev",
            "create kubernetes dev",
        ]);
        expect(await leftovers(project)).toEqual([]);
    });

    it("answers through the endpoint's URL when up returns", async () => {
        await up();
        url = String((await stack.outputs()).url);
        expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
        expect(await body()).toMatch(/^Hello from web-[^\n]+\nHello\nfirst\n/);
    });

    it("changes nothing on the second up", async () => {
        expect(await up()).toEqual([]);
    });

    it("finds no drift", async () => {
        expect(await preview(true)).toEqual([]);
    });

    it("keeps its secrets out of the state, the output, the containers' settings and other users' reach", async () => {
        const kubeconfigPath = String((await stack.outputs()).kubeconfigPath);
        const key = /client-key-data: (\S+)/.exec(readFileSync(kubeconfigPath, "utf8"))?.[1] ?? "";
        const tokens = await Promise.all(
            ["token", "agent-token"].map((name) => docker("exec", server, "cat", `/etc/rancher/pulumi-k3s/${name}`)),
        );
        const secrets = [key, ...tokens];
        for (const secret of secrets) expect(secret.length).toBeGreaterThan(32);

        const inspected = await docker("inspect", server, agent, relay);
        const processes = await docker("top", server, "-eo", "pid,args");
        const open = [stack.state(), printed.join("\n"), inspected, processes].join("\n");
        for (const secret of secrets) expect(open).not.toContain(secret);

        expect(statSync(kubeconfigPath).mode & 0o777).toBe(0o600);
        expect(statSync(join(kubeconfigPath, "..")).mode & 0o777).toBe(0o700);
        expect(await docker("exec", server, "stat", "-c", "%a", "/etc/rancher/pulumi-k3s/token")).toBe("600");
    });

    it("listens on loopback alone", async () => {
        const ports = await docker("ps", "--filter", `name=${project}-`, "--format", "{{.Ports}}");
        const published = ports.split(/[\n,]/).filter((port) => port.includes("->"));
        expect(published).toHaveLength(2);
        for (const port of published) expect(port.trim()).toMatch(/^127\.0\.0\.1:/);
    });

    it("gives the relay no more than its own network", async () => {
        const [container] = JSON.parse(await docker("inspect", relay)) as [
            { HostConfig: Record<string, unknown>; Mounts: unknown[] },
        ];
        expect(container.HostConfig).toMatchObject({
            CapAdd: ["CAP_NET_ADMIN"].map(
                (name) => expect.stringMatching(new RegExp(`^(CAP_)?${name.slice(4)}$`)) as string,
            ),
            CapDrop: ["ALL"],
            ReadonlyRootfs: true,
            Privileged: false,
        });
        expect(container.Mounts.filter((mount) => (mount as { Type: string }).Type === "bind")).toEqual([]);
    });

    it("touches only the release when a value changes", async () => {
        stack.write(settingsFile({ cluster: { agents: 1 }, values: { greeting: "Good morning" } }));
        const expected = ["update Release web", "update WorkloadsReady web-ready"];
        const outcome = await stack.preview({ diff: true });
        expect(summary(outcome.steps)).toEqual(expected);
        expect(outcome.output).toMatch(/greeting: "Hello"\s+=> "Good morning"/);
        expect(await up()).toEqual(expected);
        expect(await body()).toContain("Good morning");
    });

    it("upgrades the release when a file of its local chart changes", async () => {
        const chart = exampleChart();
        stack.write({ "chart/values.yaml": `${chart["chart/values.yaml"] ?? ""}# changed\n` });
        expect(await up()).toEqual(["update Release web", "update WorkloadsReady web-ready"]);
        expect(await up()).toEqual([]);
    });

    it("touches only the object when a manifest changes, and says which field", async () => {
        stack.write(manifestFile("second"));
        const outcome = await stack.preview({ diff: true });
        expect(summary(outcome.steps)).toEqual(["update ConfigMap dev:shop/message"]);
        expect(outcome.output).toMatch(/message: "first"\s+=> "second"/);
        expect(await up()).toEqual([expect.stringMatching(/ConfigMap dev:shop\/message$/)]);
        expect(
            await kubectl(server, "get", "configmap", "-n", "shop", "message", "-o", "jsonpath={.data.message}"),
        ).toBe("second");
    });
});

describe("drift, healed by a plain up", () => {
    it("starts a server that was stopped, and nothing else", async () => {
        await docker("stop", "--time", "1", server);
        // The provider is told in a preview alone that the cluster is down.
        expect(await preview()).toEqual(["update ClusterReady dev-ready", "update kubernetes dev"]);
        expect(settling(await up())).toEqual(["update ClusterReady dev-ready"]);
        await body();
    });

    it("starts an agent and a relay that were stopped", async () => {
        await docker("stop", "--time", "1", agent, relay);
        const expected = ["update EndpointReady web-endpoint-ready", "update NodesReady dev-agent-ready"];
        expect(settling(await up())).toEqual(expected);
        await body();
    });

    it("makes a relay anew that was removed, on the same port", async () => {
        await docker("rm", "--force", "--volumes", relay);
        expect(settling(await up())).toEqual([
            "replace Container web-endpoint",
            "replace EndpointTarget web-endpoint-target",
            "update EndpointReady web-endpoint-ready",
        ]);
        expect((await stack.outputs()).url).toBe(url);
        await body();
    });

    it("makes an agent anew that was removed, and leaves the cluster and its workloads alone", async () => {
        await docker("rm", "--force", "--volumes", agent);
        expect(settling(await up())).toEqual([
            "replace Container dev-agent-0",
            "replace NodeIdentity dev-agent-0-node",
            "replace NodeMember dev-agent-0-member",
            "update NodeImages dev-agent-0-images",
            "update NodesReady dev-agent-ready",
        ]);
        // Its pods are made anew beside the agent, after it left.
        await kubectl(server, "rollout", "status", "-n", "shop", "deployment/web", "--timeout=60s");
        await expectSoon(body);
    });

    it("makes everything anew when a server without a volume was removed", async () => {
        await docker("rm", "--force", "--volumes", server);
        const planned = await preview();
        expect(planned).toEqual(
            expect.arrayContaining(["replace Identity dev-identity", "replace Container dev-server"]),
        );
        expect(planned).toEqual(expect.arrayContaining(["replace Release web", "replace ConfigMap dev:shop/message"]));
        await up();
        expect(await body()).toContain("second");
        expect(await up()).toEqual([]);
    });

    it("replaces the server when another cluster answers in its place", async () => {
        await docker("exec", server, "rm", "-rf", "/var/lib/rancher/k3s/server");
        await docker("restart", "--time", "1", server);
        await expect(stack.up()).rejects.toThrow(
            /is not the one that this stack created[^]*next pulumi up replaces it/,
        );
        await up();
        expect(await body()).toContain("second");
    });
});

describe("changes of the cluster", () => {
    it("adds an agent, and touches nothing else", async () => {
        stack.write(settingsFile({ cluster: { agents: 2 }, values: { greeting: "Good morning" } }));
        expect(await up()).toEqual([
            "create Container dev-agent-1",
            "create NodeIdentity dev-agent-1-node",
            "create NodeImages dev-agent-1-images",
            "create NodeMember dev-agent-1-member",
            "update NodesReady dev-agent-ready",
        ]);
        expect(await nodeNames()).toEqual(["dev-agent-0", "dev-agent-1", "dev-server"]);
    });

    it("removes an agent: its node leaves the cluster, and the rest stays", async () => {
        stack.write(settingsFile({ cluster: { agents: 1 }, values: { greeting: "Good morning" } }));
        expect(await up()).toEqual([
            "delete Container dev-agent-1",
            "delete NodeIdentity dev-agent-1-node",
            "delete NodeImages dev-agent-1-images",
            "delete NodeMember dev-agent-1-member",
            "update NodesReady dev-agent-ready",
        ]);
        expect(await nodeNames()).toEqual(["dev-agent-0", "dev-server"]);
        await body();
    });

    it("says in the preview that all workloads are made anew when the server is replaced, and makes them", async () => {
        const cluster = { agents: 1, server: { extraArgs: ["--node-label=changed=yes"] } };
        stack.write(settingsFile({ cluster, values: { greeting: "Good morning" } }));
        const planned = await preview();
        for (const kind of ["Identity dev-identity", "Container dev-server", "kubernetes dev", "Release web"]) {
            expect(planned).toContain(`replace ${kind}`);
        }
        await up();
        expect(await body()).toContain("Good morning");
        expect(await up()).toEqual([]);
    });
});

describe("destroy", () => {
    it("leaves no container, network, volume, port, process or file", async () => {
        const kubeconfigPath = String((await stack.outputs()).kubeconfigPath);
        const mounts = await docker("inspect", "--format", "{{range .Mounts}}{{.Name}} {{end}}", server, agent);
        const volumes = mounts.split(/\s+/).filter(Boolean);
        expect(volumes.length).toBeGreaterThan(0);
        await stack.destroy();
        expect(await leftovers(project)).toEqual([]);
        const left = (await docker("volume", "ls", "--quiet")).split("\n");
        expect(volumes.filter((volume) => left.includes(volume))).toEqual([]);
        expect(existsSync(join(kubeconfigPath, "../.."))).toBe(false);
        expect(await portIsFree(Number(new URL(url).port))).toBe(true);
        const { stdout } = await promisify(execFile)("ps", ["-eo", "args"]);
        expect(stdout).not.toContain(project);
    });
});

async function nodeNames(): Promise<string[]> {
    const names = await kubectl(server, "get", "nodes", "-o", "jsonpath={.items[*].metadata.name}");
    return names.split(" ").sort();
}

function portIsFree(port: number): Promise<boolean> {
    return new Promise((resolve) => {
        const probe = createServer();
        probe.once("error", () => resolve(false));
        probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
    });
}
