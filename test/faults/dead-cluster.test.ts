import { docker, leftovers } from "../e2e/support/docker";
import { Program } from "../e2e/support/program";
import { summary } from "../e2e/support/steps";

jest.setTimeout(300_000);

const project = "faults-dead";
const prefix = `${project}-test-dev`;
const server = `${prefix}-server`;
const agent = `${prefix}-agent-0`;
const relay = `${prefix}-endpoint-door`;

/** Without a release: what is to end is the cluster, with objects, an agent and an endpoint that hang on it. */
const program = `
import * as k3s from "pulumi-k3s";
import { readFileSync } from "node:fs";
const { dataVolume } = JSON.parse(readFileSync("settings.json", "utf8"));
const cluster = new k3s.Cluster("dev", { agents: 1, dataVolume });
new k3s.Manifest("settings", { cluster, objects: [
    { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } },
    { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "settings", namespace: "shop" }, data: { a: "b" } },
] });
new k3s.ServiceEndpoint("door", { cluster, service: "kubernetes", port: "https" });
`;

/** A destroy of this cluster takes about ten seconds while it is alive; what is dead must not make it wait. */
const soonMs = 30_000;

let stack: Program;

function settings(dataVolume?: string): Record<string, string> {
    return { "settings.json": JSON.stringify({ dataVolume }) };
}

async function removeNetwork(): Promise<void> {
    for (const name of [server, agent, relay]) await docker("network", "disconnect", "--force", prefix, name);
    await docker("network", "rm", prefix);
}

beforeAll(async () => {
    stack = await Program.create(project, { "index.ts": program, ...settings() });
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

it("destroy leaves nothing but the volume when all containers of a cluster on a kept volume are removed", async () => {
    const volume = `${project}-kept`;
    stack.write(settings(volume));
    await stack.up();
    await docker("rm", "--force", "--volumes", server, agent, relay);
    const since = Date.now();
    await stack.destroy();
    expect(Date.now() - since).toBeLessThan(soonMs);
    expect(await leftovers(project)).toEqual([`volume ${volume}`, `volume ${volume}-agent-0`]);
    await docker("volume", "rm", volume, `${volume}-agent-0`);
});
