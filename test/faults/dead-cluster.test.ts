import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { docker, kubectl, leftovers } from "../e2e/support/docker";
import { failureOf } from "../e2e/support/failure";
import { Program } from "../e2e/support/program";
import { summary } from "../e2e/support/steps";
import { says } from "../support/says";

jest.setTimeout(300_000);

const project = "faults-dead";
const volume = `${project}-kept`;
const prefix = `${project}-test-dev`;
const server = `${prefix}-server`;
const agent = `${prefix}-agent-0`;
const relay = `${prefix}-endpoint-door`;

/** What is to end is the cluster, with objects, an agent and an endpoint that hang on it; and a release where it is asked for. */
const program = `
import * as k3s from "pulumi-k3s";
import { readFileSync } from "node:fs";
const { dataVolume, release } = JSON.parse(readFileSync("settings.json", "utf8"));
const cluster = new k3s.Cluster("dev", { agents: 1, dataVolume });
new k3s.Manifest("settings", { cluster, objects: [
    { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } },
    { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "settings", namespace: "shop" }, data: { a: "b" } },
] });
new k3s.ServiceEndpoint("door", { cluster, service: "kubernetes", port: "https" });
if (release) new k3s.HelmRelease("note", { cluster, chart: "./chart", namespace: "shop" });
`;

const chart = {
    "chart/Chart.yaml": "apiVersion: v2\nname: note\nversion: 1.0.0\n",
    "chart/templates/note.yaml":
        "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: note }\ndata: { text: from the release }\n",
};

/** A destroy of this cluster takes about ten seconds while it is alive; what is dead must not make it wait. */
const soonMs = 30_000;

let stack: Program;

function settings(dataVolume?: string, release = false): Record<string, string> {
    return { "settings.json": JSON.stringify({ dataVolume, release }) };
}

async function removeNetwork(): Promise<void> {
    for (const name of [server, agent, relay]) await docker("network", "disconnect", "--force", prefix, name);
    await docker("network", "rm", prefix);
}

/** A run that was killed leaves them: no destroy takes them along. */
function removeVolumes(): Promise<unknown> {
    return docker("volume", "rm", "--force", volume, `${volume}-agent-0`);
}

beforeAll(async () => {
    stack = await Program.create(project, { "index.ts": program, ...chart, ...settings() });
    await removeVolumes();
});

afterAll(async () => {
    await stack.remove();
    expect(await leftovers(project)).toEqual([]);
});

it("up makes anew what docker system prune took away after everything was stopped", async () => {
    await stack.up();
    await docker("rm", "--force", "--volumes", server, agent, relay);
    await docker("network", "rm", prefix);
    await stack.up();
    expect(summary((await stack.up()).steps)).toEqual([]);
});

const ends: [string, () => Promise<unknown>][] = [
    ["all containers are removed", () => docker("rm", "--force", "--volumes", server, agent, relay)],
    ["the server is stopped, and its agent goes on", () => docker("stop", "--time", "1", server)],
    ["the server takes connections and never answers", () => docker("pause", server)],
    ["the network is gone", removeNetwork],
];

it.each(ends)("destroy takes seconds and leaves nothing when %s", async (_, end) => {
    await stack.up();
    await end();
    const since = Date.now();
    await stack.destroy();
    expect(Date.now() - since).toBeLessThan(soonMs);
    expect(await leftovers(project)).toEqual([]);
});

/** Pulumi's own way to say that what cannot be reached need not be deleted. */
async function forgetting(run: () => Promise<unknown>): Promise<void> {
    process.env.PULUMI_K8S_DELETE_UNREACHABLE = "true";
    try {
        await run();
    } finally {
        delete process.env.PULUMI_K8S_DELETE_UNREACHABLE;
    }
}

describe("a cluster on a kept volume", () => {
    const volumes = [`volume ${volume}`, `volume ${volume}-agent-0`];

    afterEach(removeVolumes);

    async function removeAll(): Promise<void> {
        await docker("rm", "--force", "--volumes", server, agent, relay);
    }

    it("is destroyed in seconds when all containers are removed and it is told to, and its objects stay in the volume", async () => {
        stack.write(settings(volume));
        await stack.up();
        await removeAll();
        const since = Date.now();
        expect(await failureOf(stack.destroy())).toContain("PULUMI_K8S_DELETE_UNREACHABLE");
        await forgetting(() => stack.destroy());
        expect(Date.now() - since).toBeLessThan(soonMs);
        expect(await leftovers(project)).toEqual(volumes);
        stack.write({ "index.ts": program.replace(/^new k3s.Manifest[^]*?^\] }\);/m, "") });
        await stack.up();
        expect(await kubectl(server, "get", "configmap", "-n", "shop", "settings", "-o", "name")).toBe(
            "configmap/settings",
        );
        await stack.destroy();
        stack.write({ "index.ts": program });
    });

    it("has a release that cannot be uninstalled, which is told with what to do: up and destroy", async () => {
        stack.write(settings(volume, true));
        await stack.up();
        await removeAll();
        const text = await failureOf(stack.destroy());
        expect(text).toMatch(says("release note … namespace shop cannot be uninstalled"));
        expect(text).toMatch(says("Next: … cluster … (a local one: pulumi up)"));
        await stack.up();
        await stack.destroy();
        expect(await leftovers(project)).toEqual(volumes);
    });

    it("has a release that is forgotten, where the cluster is gone for good", async () => {
        await stack.up();
        await removeAll();
        const urn = /"urn":\s*"([^"]*helm.sh\/v3:Release::note)"/.exec(stack.state())?.[1] ?? "";
        const command = ["state", "delete", "--yes", "--stack", "test", "--target-dependents", urn];
        await promisify(execFile)("pulumi", command, { cwd: stack.folder, env: process.env });
        await forgetting(() => stack.destroy());
        expect(await leftovers(project)).toEqual(volumes);
    });
});
