import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { type EngineEvent } from "@pulumi/pulumi/automation";
import { docker, hostGateway, leftovers, networkAddresses } from "../e2e/support/docker";
import { required } from "../e2e/support/environment";
import { exampleChart } from "../e2e/support/example-chart";
import { Program } from "../e2e/support/program";
import { forwarded, manifestFile, program, settingsFile } from "../e2e/support/quickstart";
import { filesWith, intrusions, listeners, processTexts, type Secrets, secretsIn } from "./support/exposure";
import { note } from "./support/note";

jest.setTimeout(300_000);

const project = "faults-secrets";
const prefix = `${project}-test-dev`;
const eventLog = "events.jsonl";
const run = promisify(execFile);

const secretOfChart = `
apiVersion: v1
kind: Secret
metadata: { name: planted }
stringData: { password: {{ .Values.password | quote }} }
`;
/** From a file, because Pulumi gives its programs the secrets of their configuration in the environment. */
const withPassword = program
    .replace("import * as k3s", 'import * as pulumi from "@pulumi/pulumi";\nimport * as k3s')
    .replace(
        "values: settings.values",
        'values: { ...settings.values, password: pulumi.secret(readFileSync("password", "utf8")) }',
    );

/** For containers too, which opens a port more. */
const forContainers =
    forwarded.replace('via: "api"', 'via: "api", forContainers: true') + "export const registry = cluster.registry;\n";

const since = Date.now();
const ambient = process.env.PULUMI_K3S_HOME;
/** Below a folder that everybody may look into, so that its own rights are what is tried. */
const open = mkdtempSync(join(tmpdir(), `pulumi-k3s-${project}-home-`));
const home = join(open, "home");

let stack: Program;
let secrets: Secrets;
const printed: string[] = [];
const processes = new Set<string>();

/** The event log, but for the answers of the engine that Pulumi's SDK prints there for its own debugging. */
function takeEvents(): string[] {
    const path = join(stack.folder, eventLog);
    const events = readFileSync(path, "utf8").split("\n").filter(Boolean);
    rmSync(path);
    // The types do not know that there is one of its own for debugging.
    const severityOf = (event: string): string | undefined =>
        (JSON.parse(event) as EngineEvent).diagnosticEvent?.severity;
    return events.filter((event) => severityOf(event) !== "debug");
}

/** Pulumi's command line; processes are looked at all the while. */
async function pulumi(...args: string[]): Promise<void> {
    const ended = new AbortController();
    const command = run("pulumi", [...args, "--stack", "test", "--event-log", eventLog], {
        cwd: stack.folder,
        env: { ...process.env, PULUMI_DEBUG_COMMANDS: "true", PULUMI_NODEJS_TRANSPILE_ONLY: "true" },
        maxBuffer: 64 * 1024 * 1024,
    })
        .catch((error: unknown) => {
            throw new Error((error as { stdout: string }).stdout);
        })
        .finally(() => ended.abort());
    while (!ended.signal.aborted) {
        for (const text of processTexts()) processes.add(text);
        await delay(50);
    }
    const { stdout, stderr } = await command;
    printed.push(stdout, stderr, ...takeEvents());
}

beforeAll(async () => {
    chmodSync(open, 0o755);
    process.env.PULUMI_K3S_HOME = home;
    const planted = randomBytes(24).toString("hex");
    stack = await Program.create(project, {
        "index.ts": withPassword + forContainers,
        ...exampleChart(),
        "chart/templates/planted.yaml": secretOfChart,
        ...manifestFile("text"),
        password: planted,
        ...settingsFile({ cluster: { agents: 1, registry: true } }),
    });
    expect(await listeners(marks())).toEqual([]);
    await pulumi("up", "--yes", "--skip-preview");
    await pulumi("preview", "--diff");
    await pulumi("refresh", "--yes");

    const inServer = (name: string) => docker("exec", `${prefix}-server`, "cat", `/etc/rancher/pulumi-k3s/${name}`);
    const kubeconfig = readFileSync(String((await stack.outputs()).kubeconfigPath), "utf8");
    const key = /client-key-data: (\S+)/.exec(kubeconfig)?.[1] ?? "";
    secrets = {
        "the server token": await inServer("token"),
        "the agent token": await inServer("agent-token"),
        "the private key": Buffer.from(key, "base64").toString(),
        "the planted secret": planted,
    };
});

/** What processes of the stack have among their arguments or in their environment, Docker's for its containers too. */
function marks(addresses: string[] = []): string[] {
    return [`PULUMI_K3S_HOME=${home}\0`, `\0${home}/`, ...addresses.map((address) => `\0${address}\0`)];
}

/** Tells where secrets were found. */
function found(): string[] {
    const { pathname } = new URL(required("PULUMI_BACKEND_URL"));
    const ofUser = [".pulumi", ".docker", ".kube", ".config", ".cache/helm", ".npm/_logs"];
    const searched = [tmpdir(), join(pathname, ".pulumi"), ...ofUser.map((name) => join(homedir(), name))];
    const findings = filesWith(secrets, searched, since).map(({ path, mode, secrets }) => {
        const where = [home, stack.folder].reduce((text, folder) => text.replace(`${folder}/`, ""), path);
        return `${where.replace(/[0-9a-f]{12}/, "<hash>")}, ${mode.toString(8)}: ${secrets.join(", ")}`;
    });
    return findings.sort();
}

function expectNoneTold(): void {
    note(`${processes.size} texts of processes`);
    expect(processes.size).toBeGreaterThan(50);
    expect(secretsIn([...processes].join("\n"), secrets)).toEqual([]);
    expect(secretsIn(printed.join("\n"), secrets)).toEqual([]);
}

afterAll(async () => {
    await stack.remove();
    expect(await leftovers(project)).toEqual([]);
    rmSync(open, { recursive: true });
    if (ambient === undefined) delete process.env.PULUMI_K3S_HOME;
    else process.env.PULUMI_K3S_HOME = ambient;
});

it("a secret is found in every form", () => {
    const key = secrets["the private key"] ?? "";
    expect(key).toMatch(/^-----BEGIN [^]*PRIVATE KEY-----\n$/);
    for (const text of [key, JSON.stringify({ key }), `data: ${Buffer.from(key).toString("base64")}`]) {
        expect(secretsIn(text, secrets)).toEqual(["the private key"]);
    }
});

describe("after up, preview and refresh, no secret is in", () => {
    it("what Pulumi printed, its event log, and arguments and environment of any process at any time", expectNoneTold);

    it("settings and logs of the containers, nor in what the cluster shows without being asked for Secrets", async () => {
        const names = (await docker("ps", "--all", "--filter", `name=${prefix}-`, "--format", "{{.Names}}")).split(
            "\n",
        );
        expect(names).toHaveLength(4);
        for (const name of names) {
            const { stdout, stderr } = await run("docker", ["logs", name], { maxBuffer: 64 * 1024 * 1024 });
            expect(secretsIn([await docker("inspect", name), stdout, stderr].join("\n"), secrets)).toEqual([]);
        }
    });

    it("files, but for those that are meant for the private key, which are their owner's alone", () => {
        expect(found()).toEqual([
            "faults-secrets/test/dev/container-kubeconfig.yaml, 600: the private key",
            "faults-secrets/test/dev/kubeconfig.yaml, 600: the private key",
            "forward/<hash>/table.json, 600: the private key",
            "password, 644: the planted secret",
        ]);
    });
});

describe("another user of the machine", () => {
    it("has no use of files, folders and sockets of the stack", async () => {
        const paths = readdirSync(home, { recursive: true, encoding: "utf8" }).map((name) => join(home, name));
        expect(paths.some((path) => path.endsWith("/control"))).toBe(true);
        for (const path of [home, ...paths]) {
            expect([path, statSync(path).mode & 0o077]).toEqual([path, 0]);
        }
        expect(await intrusions([home, ...paths])).toEqual([]);
    });

    it("has use of what is open to it: it is not something else that keeps it out", async () => {
        const [file, door] = [join(open, "file"), join(open, "door")];
        writeFileSync(file, "");
        const listening = createServer().listen(door);
        await once(listening, "listening");
        chmodSync(file, 0o644);
        chmodSync(door, 0o666);
        expect(await intrusions([file, door, home])).toEqual([`read ${file}`, `connected ${door}`]);
        listening.close();
    });
});

describe("what listens for a whole stack", () => {
    it("is the API server's port, the registry's and one for each endpoint, on loopback and for containers", async () => {
        const { url, apiUrl, kubeconfigPath, registry } = await stack.outputs();
        const server = /server: (\S+)/.exec(readFileSync(String(kubeconfigPath), "utf8"))?.[1];
        const names = (await docker("ps", "--filter", `name=${prefix}-`, "--format", "{{.Names}}")).split("\n");
        const published = await docker("ps", "--filter", `name=${prefix}-`, "--format", "{{.Ports}}");
        const ports = Array.from(published.matchAll(/(\S+)->/g), ([, address]) => address);
        const listening = new Set([...ports, ...(await listeners(marks(await networkAddresses(...names))))]);
        const loopback = [server, url, apiUrl, `http://${String(registry).replace("localhost", "127.0.0.1")}`].map(
            (address) => new URL(String(address)).host,
        );
        const bridge = `${await hostGateway()}:${new URL(String(apiUrl)).port}`;
        expect([...listening].sort()).toEqual([...loopback, bridge].sort());
    });
});

describe("after destroy, no secret is in", () => {
    beforeAll(() => pulumi("destroy", "--yes", "--skip-preview"));

    it("what Pulumi printed, its event log, and arguments and environment of any process at any time", expectNoneTold);

    it("files, and nothing listens any more", async () => {
        expect(found()).toEqual(["password, 644: the planted secret"]);
        expect(await listeners(marks())).toEqual([]);
    });
});
