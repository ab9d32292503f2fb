import { localhostImageName } from "../../shared/docker/image-reference";
import { docker, kubectl, leftovers, networkAddresses } from "./support/docker";
import { webImage } from "./support/environment";
import { exampleChart } from "./support/example-chart";
import { get } from "./support/get";
import { Machine } from "./support/machine";
import { copyImages, nodeImage } from "./support/own-daemon";
import { OwnPodman } from "./support/own-podman";
import { Program } from "./support/program";
import { manifestFile, program, settingsFile } from "./support/quickstart";
import { expectSoon } from "./support/soon";
import { summary } from "./support/steps";

jest.setTimeout(300_000);

const project = "e2e-podman";
const server = `${project}-test-dev-server`;
const agent = `${project}-test-dev-agent-0`;
const relay = `${project}-test-dev-endpoint-web-endpoint`;
const found = process.env.DOCKER_HOST;

interface Inspected {
    NetworkSettings: { Networks: Record<string, unknown> };
}
const none: Inspected = { NetworkSettings: { Networks: {} } };

let machine: Machine;
let stack: Program;
let url: string;

async function up(): Promise<string[]> {
    return summary((await stack.up()).steps);
}

async function body(): Promise<string> {
    const response = await get(url);
    expect(response.status).toBe(200);
    return response.text();
}

beforeAll(async () => {
    machine = await Machine.start("podman", 42);
    const podman = new OwnPodman(machine);
    await podman.start();
    await copyImages(podman.host);
    process.env.DOCKER_HOST = podman.host;
    // What is loaded without the name of a registry is Podman's own.
    process.env.K3S_TEST_IMAGE = localhostImageName(nodeImage());
    Program.forget(project);
    stack = await Program.create(project, {
        "index.ts": program,
        ...exampleChart(),
        ...manifestFile("first"),
        ...settingsFile({ cluster: { agents: 1 }, values: { greeting: "Hello" } }),
    });
});

afterAll(async () => {
    await stack.remove();
    if (found === undefined) delete process.env.DOCKER_HOST;
    else process.env.DOCKER_HOST = found;
    await machine.remove();
});

describe("a stack on Podman", () => {
    it("answers through the endpoint's URL when up returns", async () => {
        await up();
        url = String((await stack.outputs()).url);
        expect(await body()).toMatch(/^Hello from web-[^\n]+\nHello\nfirst\n/);
    });

    it("resolves for pods what containers on its network do: each other's names", async () => {
        const { NetworkSettings } = (JSON.parse(await docker("inspect", server)) as Inspected[])[0] ?? none;
        const [network = ""] = Object.keys(NetworkSettings.Networks);
        await docker("run", "--detach", "--name", "db", "--network", network, localhostImageName(webImage));
        const [address = ""] = await networkAddresses("db");
        const ask = (...resolver: string[]) =>
            docker("exec", server, "nslookup", "db.", ...resolver).catch(
                (error: unknown) => (error as { stdout: string }).stdout,
            );
        // Podman's resolver reads its names anew some time after the container has started.
        await expectSoon(async () => expect(await ask()).toContain(`Address: ${address}`));
        // What pods ask: the Service of CoreDNS.
        const asked = await ask("10.43.0.10");
        await docker("rm", "--force", "db");
        expect(asked).toContain(`Address: ${address}`);
    });

    it("changes nothing on the second up, and finds no drift", async () => {
        expect(await up()).toEqual([]);
        const { steps } = await stack.preview({ refresh: true });
        expect(summary(steps)).toEqual([]);
    });

    it("keeps its secrets from other users in the nodes", async () => {
        expect(await docker("exec", server, "stat", "-c", "%a", "/etc/rancher/pulumi-k3s/token")).toBe("600");
    });

    it("starts a server, an agent and a relay that were stopped, and replaces nothing", async () => {
        await docker("stop", "--time", "1", server, agent, relay);
        const steps = await up();
        expect(steps).toEqual(expect.arrayContaining(["update ClusterReady dev-ready"]));
        for (const step of steps) expect(step).toMatch(/^update \w+Ready /);
        await body();
    });

    it("makes an agent and a relay anew that were removed, on the same port", async () => {
        await docker("rm", "--force", "--volumes", agent, relay);
        await up();
        expect((await stack.outputs()).url).toBe(url);
        await kubectl(server, "rollout", "status", "-n", "shop", "deployment/web", "--timeout=60s");
        await expectSoon(async () => expect(await body()).toContain("first"));
    });

    it("makes everything anew when the server was removed", async () => {
        await docker("rm", "--force", "--volumes", server);
        await up();
        expect(await body()).toContain("first");
    });

    it("leaves nothing after destroy", async () => {
        await stack.destroy();
        expect(await leftovers(project)).toEqual([]);
        expect(await docker("volume", "ls", "--quiet")).toBe("");
    });
});
