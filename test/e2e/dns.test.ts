import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type ClusterArgs } from "../../sdk/nodejs";
import { commandLine } from "./support/command-line";
import { docker, kubectl, leftovers, networkAddresses } from "./support/docker";
import { required, webImage } from "./support/environment";
import { Machine } from "./support/machine";
import { NameServer } from "./support/name-server";
import { copyImages, OwnDaemon } from "./support/own-daemon";
import { Program } from "./support/program";
import { expectSoon } from "./support/soon";
import { toolPod } from "./support/tool-pod";
import { says } from "../support/says";

jest.setTimeout(300_000);

const project = "e2e-dns";
const server = `${project}-test-dev-server`;
const agent = `${project}-test-dev-agent-0`;
const found = process.env.DOCKER_HOST;

const program = `
import * as k3s from "pulumi-k3s";
import { readFileSync } from "node:fs";
const { dns } = JSON.parse(readFileSync("settings.json", "utf8"));
const cluster = new k3s.Cluster("dev", { agents: 1, images: ["${webImage}"], dns, timeoutSeconds: 200 });
new k3s.Manifest("pods", { cluster, path: "./pods.yaml", timeoutSeconds: 200 });
export const network = cluster.networkName;
`;

const pods = [
    toolPod("usual", "nodeName: dev-server"),
    toolPod("default", "nodeName: dev-agent-0\n  dnsPolicy: Default"),
].join("---");

let machine: Machine;
let company: NameServer;
let other: NameServer;
let stack: Program;
let network: string;

/** Brings the cluster up with that `dns`; the warnings. */
async function up(dns?: ClusterArgs["dns"]): Promise<string> {
    stack.write({ "settings.json": JSON.stringify({ dns }) });
    const { warnings } = await stack.up();
    return warnings.join("\n");
}

/** What a pod hears when it asks for a name. */
function ask(name: string, from = "usual"): Promise<string> {
    const command = ["/bin/busybox", "nslookup", name];
    return kubectl(server, "exec", from, "--", ...command).catch(
        (error: unknown) => (error as { stdout: string }).stdout,
    );
}

const started = () => docker("inspect", "--format", "{{.Id}} {{.State.StartedAt}}", server, agent);

beforeAll(async () => {
    machine = await Machine.start("dns", 47);
    const [address, second] = ["10.209.47.1", "10.209.47.3"];
    await promisify(execFile)("ip", ["address", "add", `${second}/24`, "dev", "k3st47"]);
    company = await NameServer.start(address);
    other = await NameServer.start(second);
    company.names = { "wiki.corp.test": "192.0.2.10" };
    other.names = { "wiki.corp.test": "192.0.2.30", "shop.example": "192.0.2.31" };
    const daemon = new OwnDaemon(machine, { options: ["--dns", address] });
    await daemon.start();
    await copyImages(daemon.host);
    process.env.DOCKER_HOST = daemon.host;
    Program.forget(project);
    stack = await Program.create(project, { "index.ts": program, "pods.yaml": pods });
});

afterAll(async () => {
    await stack.remove();
    if (found === undefined) delete process.env.DOCKER_HOST;
    else process.env.DOCKER_HOST = found;
    await company.stop();
    await other.stop();
    await machine.remove();
});

describe('with dns: "k3s"', () => {
    it("a pod does not resolve what the Docker host resolves", async () => {
        await up("k3s");
        expect(await docker("exec", server, "nslookup", "wiki.corp.test")).toContain("192.0.2.10");
        expect(await ask("wiki.corp.test")).not.toContain("192.0.2.10");
        expect(await ask("wiki.corp.test", "default")).not.toContain("192.0.2.10");
    });
});

describe("by default", () => {
    it("a pod resolves what the Docker host resolves, on every node", async () => {
        expect(await up()).toBe("");
        network = String((await stack.outputs()).network);
        expect(await ask("wiki.corp.test")).toContain("192.0.2.10");
        expect(await ask("wiki.corp.test", "default")).toContain("192.0.2.10");
    });

    it("resolves what it resolves now, without a restart", async () => {
        const before = await started();
        company.names = { "wiki.corp.test": "192.0.2.20", "vpn.corp.test": "192.0.2.21" };
        await expectSoon(async () => expect(await ask("wiki.corp.test")).toContain("192.0.2.20"));
        expect(await ask("vpn.corp.test")).toContain("192.0.2.21");
        expect(await started()).toBe(before);
    });

    it("resolves containers on the cluster's network and the Docker host", async () => {
        await docker("run", "--detach", "--name", "db", "--network", network, webImage);
        try {
            const [address = ""] = await networkAddresses("db");
            // nslookup does not ask for the name itself after those that it completes.
            expect(await ask("db.")).toContain(`Address: ${address}`);
            expect(await ask("host.docker.internal")).toMatch(/Name:.*\nAddress: \d+\.\d+\.\d+\.\d+/);
        } finally {
            await docker("rm", "--force", "db");
        }
    });

    it("does not hang on the rules that Docker has in the node", async () => {
        await docker("exec", server, "/bin/aux/iptables", "-w", "-t", "nat", "-F", "DOCKER_OUTPUT");
        company.names["new.corp.test"] = "192.0.2.22";
        expect(await ask("new.corp.test")).toContain("192.0.2.22");
    });

    it("is ready without an answer from the resolvers, says so, and needs no up when they are back", async () => {
        company.isSilent = true;
        await docker("restart", server);
        expect(await up()).toMatch(says("Docker host's resolvers … not answer"));
        company.isSilent = false;
        company.names["late.corp.test"] = "192.0.2.23";
        await expectSoon(async () => expect(await ask("late.corp.test")).toContain("192.0.2.23"));
    });
});

describe("doctor", () => {
    /** What it says of names that are asked for; this machine has them in its hosts file. */
    async function names(...asked: string[]): Promise<Record<string, string>> {
        const image = ["--image", required("K3S_TEST_IMAGE")];
        const { stdout } = await commandLine("/", "doctor", "--json", ...image, "--resolve", asked.join(","));
        const checks = JSON.parse(stdout) as Record<string, string>[];
        return checks.find(({ check }) => check === "names") ?? {};
    }

    it("compares what a container resolves with what this machine does, and leaves nothing of it", async () => {
        company.names.localhost = "127.0.0.1";
        expect(await names("localhost")).toMatchObject({
            state: "ok",
            found: expect.stringContaining("127.0.0.1") as string,
        });
        delete company.names.localhost;
        expect(await names("localhost", "wiki.corp.test")).toMatchObject({
            state: "warning",
            found: expect.stringMatching(/wiki\.corp\.test .*no such name here.* container 192\.0\.2\.20/) as string,
            next: expect.stringMatching(/dns: \{ domains: /) as string,
        });
        expect(await leftovers("pulumi-k3s-doctor")).toEqual([]);
    });

    it("names the argument where Docker's resolvers do not answer", async () => {
        company.isSilent = true;
        expect(await names("localhost")).toMatchObject({
            state: "warning",
            consequence: expect.stringMatching(
                says("pods cannot resolve localhost: … resolvers … not answer"),
            ) as string,
            next: expect.stringMatching(says('resolvers … dns: ["10.8.0.2"] of the Cluster')) as string,
        });
        company.isSilent = false;
    });
});

describe("with resolvers of its own", () => {
    it("asks them in the nodes and in pods", async () => {
        expect(await up([other.address])).toBe("");
        expect(await docker("exec", server, "nslookup", "wiki.corp.test")).toContain("192.0.2.30");
        expect(await ask("wiki.corp.test")).toContain("192.0.2.30");
        expect(await ask("wiki.corp.test", "default")).toContain("192.0.2.30");
    });

    it("asks those of a domain for what is below it, and names the ones that are silent", async () => {
        const silent = "10.209.47.9";
        const warnings = await up({
            resolvers: [other.address],
            domains: { "corp.test": [company.address], "gone.test": [silent] },
        });
        expect(warnings).toMatch(says(`resolver ${silent} … not answer … gone.test`));
        expect(warnings).not.toContain(other.address);
        expect(await ask("wiki.corp.test")).toContain("192.0.2.20");
        expect(await ask("shop.example")).toContain("192.0.2.31");
    });
});
