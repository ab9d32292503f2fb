import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { docker, hostGateway, networkAddresses } from "../e2e/support/docker";
import { exampleChart } from "../e2e/support/example-chart";
import { forwarded, manifestFile, program, settingsFile } from "../e2e/support/quickstart";
import { intrusions, listeners } from "./support/exposure";
import { WatchedProgram } from "./support/watched-program";

jest.setTimeout(300_000);

const project = "faults-secrets";
const prefix = `${project}-test-dev`;
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

const watched = new WatchedProgram(project);
const { open, home } = watched;

beforeAll(async () => {
    const planted = randomBytes(24).toString("hex");
    await watched.create({
        "index.ts": withPassword + forContainers,
        ...exampleChart(),
        "chart/templates/planted.yaml": secretOfChart,
        ...manifestFile("text"),
        password: planted,
        ...settingsFile({ cluster: { agents: 1, registry: true } }),
    });
    expect(await listeners(marks())).toEqual([]);
    await watched.pulumi("up", "--yes", "--skip-preview");
    await watched.pulumi("preview", "--diff");
    await watched.pulumi("refresh", "--yes");
    await watched.noteSecrets({ "the planted secret": planted });
});

afterAll(() => watched.remove());

/** What processes of the stack have among their arguments or in their environment, Docker's for its containers too. */
function marks(addresses: string[] = []): string[] {
    return [`PULUMI_K3S_HOME=${home}\0`, `\0${home}/`, ...addresses.map((address) => `\0${address}\0`)];
}

it("a secret is found in every form", () => {
    const key = watched.secrets["the private key"] ?? "";
    expect(key).toMatch(/^-----BEGIN [^]*PRIVATE KEY-----\n$/);
    for (const text of [key, JSON.stringify({ key }), `data: ${Buffer.from(key).toString("base64")}`]) {
        expect(watched.secretsIn(text)).toEqual(["the private key"]);
    }
});

describe("after up, preview and refresh, no secret is in", () => {
    it("what Pulumi printed, its event log, and arguments and environment of any process at any time", () =>
        watched.expectNoneTold());

    it("settings and logs of the containers, nor in what the cluster shows without being asked for Secrets", async () => {
        const names = (await docker("ps", "--all", "--filter", `name=${prefix}-`, "--format", "{{.Names}}")).split(
            "\n",
        );
        expect(names).toHaveLength(4);
        for (const name of names) {
            const { stdout, stderr } = await run("docker", ["logs", name], { maxBuffer: 64 * 1024 * 1024 });
            expect(watched.secretsIn([await docker("inspect", name), stdout, stderr].join("\n"))).toEqual([]);
        }
    });

    it("files, but for those that are meant for the private key, which are their owner's alone", () => {
        expect(watched.filesWithSecrets()).toEqual([
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
        const { url, apiUrl, kubeconfigPath, registry } = await watched.stack.outputs();
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
    beforeAll(() => watched.pulumi("destroy", "--yes", "--skip-preview"));

    it("what Pulumi printed, its event log, and arguments and environment of any process at any time", () =>
        watched.expectNoneTold());

    it("files, and nothing listens any more", async () => {
        expect(watched.filesWithSecrets()).toEqual(["password, 644: the planted secret"]);
        expect(await listeners(marks())).toEqual([]);
    });
});
