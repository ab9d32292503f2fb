import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { docker, leftovers } from "./support/docker";
import { required, webImage } from "./support/environment";
import { exampleChart } from "./support/example-chart";
import { failureOf } from "./support/failure";
import { get } from "./support/get";
import { Machine } from "./support/machine";
import { copyImages, OwnDaemon } from "./support/own-daemon";
import { Program } from "./support/program";
import { forwarded, manifestFile, program, settingsFile } from "./support/quickstart";
import { expectSoon } from "./support/soon";
import { summary } from "./support/steps";
import { says } from "../support/says";

jest.setTimeout(300_000);

const project = "e2e-remote";
const server = `${project}-test-dev-server`;
const agent = `${project}-test-dev-agent-0`;
const relay = `${project}-test-dev-endpoint-web-endpoint`;
const holder = "port-holder";
const given = { cluster: { agents: 1 }, values: { greeting: "Hello" } };
const found = process.env.DOCKER_HOST;

let machine: Machine;
let daemon: OwnDaemon;
let stack: Program;
let url: string;
/** By a process on this machine, which does not go with the daemon's. */
let apiUrl: string;
let ids: string;

async function up(): Promise<string[]> {
    return summary((await stack.up()).steps);
}

async function body(of = url): Promise<string> {
    const response = await get(of);
    expect(response.status).toBe(200);
    return response.text();
}

function containerIds(): Promise<string> {
    return docker("inspect", "--format", "{{.Id}}", server, agent, relay);
}

beforeAll(async () => {
    machine = await Machine.start("remote", 41);
    daemon = new OwnDaemon(machine);
    await daemon.start();
    await copyImages(daemon.host);
    process.env.DOCKER_HOST = daemon.host;
    Program.forget(project);
    const files = {
        "index.ts": program + forwarded,
        ...exampleChart(),
        ...manifestFile("first"),
        ...settingsFile(given),
    };
    stack = await Program.create(project, files);
});

afterAll(async () => {
    await stack.remove();
    if (found === undefined) delete process.env.DOCKER_HOST;
    else process.env.DOCKER_HOST = found;
    await machine.remove();
});

describe("a stack on a Docker daemon of another machine", () => {
    it("answers from here when up returns, the API server and the endpoint", async () => {
        await up();
        const { url: given, apiUrl: givenApi, kubeconfigPath } = await stack.outputs();
        [url, apiUrl] = [String(given), String(givenApi)];
        expect(url).toMatch(new RegExp(`^http://${machine.address}:\\d+$`));
        expect(await body()).toContain("first");
        expect(apiUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
        expect(await body(apiUrl)).toContain("first");
        expect(readFileSync(String(kubeconfigPath), "utf8")).toContain(`server: https://${machine.address}:`);
        const names = await promisify(execFile)(required("KUBECTL_BINARY"), [
            `--kubeconfig=${String(kubeconfigPath)}`,
            "get",
            "nodes",
            "--output=name",
        ]);
        expect(names.stdout.trim().split("\n").sort()).toEqual(["node/dev-agent-0", "node/dev-server"]);
        ids = await containerIds();
    });

    it("listens on the address that the daemon is reached at, and on no other", async () => {
        const ports = await docker("ps", "--format", "{{.Ports}}");
        const published = ports.split(/[\n,]/).filter((port) => port.includes("->"));
        expect(published).toHaveLength(2);
        for (const port of published) expect(port.trim().split(":")[0]).toBe(machine.address);
    });

    it("changes nothing on the second up", async () => {
        expect(await up()).toEqual([]);
    });

    it("refuses a port that a container there publishes, and touches nothing", async () => {
        await docker("run", "--detach", "--name", holder, "--publish", "8099:8080", webImage);
        stack.write(settingsFile({ ...given, cluster: { agents: 1, apiPort: 8099 } }));
        expect(await failureOf(stack.up())).toMatch(says(`Port 8099/tcp for ${server} … container ${holder}.`));
        await docker("rm", "--force", holder);
        stack.write(settingsFile(given));
        expect(await up()).toEqual([]);
        expect(await containerIds()).toBe(ids);
    });
});

/** What starts, or waits for, what was down; none of them replaces anything. */
const healing = [
    "update ClusterReady dev-ready",
    "update EndpointReady web-endpoint-ready",
    "update NodesReady dev-agent-ready",
    "update WorkloadsReady web-ready",
];

/** Nodes and relays start with their daemon; nobody has to run anything for that. */
async function expectBackByItself(): Promise<void> {
    await expectSoon(async () => expect(await body()).toContain("first"), 120);
}

async function expectHealed(): Promise<void> {
    const steps = await up();
    expect(healing).toEqual(expect.arrayContaining(steps));
    expect(await body()).toContain("first");
    // What it was connected to before is gone, which it may learn from the first connection.
    await expectSoon(async () => expect(await body(apiUrl)).toContain("first"), 30);
    expect(await containerIds()).toBe(ids);
}

describe("healed by a plain up that replaces nothing", () => {
    it("a daemon that was restarted while nothing ran", async () => {
        await daemon.stop();
        await daemon.start();
        await expectBackByItself();
        await expectHealed();
    });

    it("a power cut of the machine", async () => {
        await machine.cutPower();
        await machine.boot();
        await daemon.start();
        await expectBackByItself();
        await expectHealed();
    });

    it("a power cut of a machine whose containers were stopped before, so that nothing brings them back", async () => {
        await docker("stop", "--time", "1", relay, agent, server);
        await machine.cutPower();
        await machine.boot();
        await daemon.start();
        expect(await docker("ps", "--quiet")).toBe("");
        expect(summary((await stack.preview()).steps)).toEqual(
            expect.arrayContaining(healing.filter((step) => !step.includes("WorkloadsReady"))),
        );
        await expectHealed();
        expect(await up()).toEqual([]);
    });
});

describe("destroy", () => {
    it("leaves nothing on the daemon", async () => {
        await stack.destroy();
        expect(await leftovers(project)).toEqual([]);
        expect(await docker("ps", "--all", "--quiet")).toBe("");
        expect(await docker("volume", "ls", "--quiet")).toBe("");
        expect(await docker("network", "ls", "--filter", "type=custom", "--quiet")).toBe("");
    });
});
