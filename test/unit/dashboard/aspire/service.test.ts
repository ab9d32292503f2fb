import { once } from "node:events";
import { status } from "@grpc/grpc-js";
import { serveResources } from "../../../../provider/dashboard/aspire/serve";
import { Model } from "../../../../provider/model/model";
import { type Resource } from "../../../../provider/model/resource";
import { DashboardClient } from "../../../support/dashboard-client";

const key = "key-of-the-test";
const cluster = "shop/dev/dev";
const startedAt = new Date("2026-01-01T00:00:00Z");

const resource = (kind: Resource["kind"], name: string, more: Partial<Resource> = {}): Resource => ({
    id: [cluster, kind, name].join("/"),
    kind,
    name,
    cluster,
    state: "ready",
    health: "healthy",
    addresses: [],
    ...more,
});
const nodes = [
    resource("cluster", cluster, { id: cluster, addresses: ["https://127.0.0.1:20001"] }),
    resource("node", "dev-server", {
        parent: cluster,
        since: "2026-01-01T00:00:01.5Z",
        container: "none-of-that-name",
    }),
    resource("endpoint", "web", {
        parent: cluster,
        addresses: ["127.0.0.1:20002"],
        target: "shop/web:http",
        scheme: "https",
        state: "stopped",
        health: "unhealthy",
        why: "it was\nstopped \u001b[2J",
        relations: [{ type: "leads-to", id: `${cluster}/service/shop/web` }],
    }),
];

let model: Model;
let over: AbortController;
let address: string;
let client: DashboardClient;

beforeEach(async () => {
    model = new Model({ isWanted: () => false });
    model.store.replace(cluster, nodes);
    over = new AbortController();
    const options = { model, first: Promise.resolve(), name: "shop", startedAt };
    address = `127.0.0.1:${await serveResources(options, { host: "127.0.0.1", key }, over.signal)}`;
    client = new DashboardClient(address, key);
});

afterEach(() => {
    over.abort();
    client.close();
});

/** Until that holds: messages come one by one. */
async function soon(holds: () => boolean, stream: { once(event: "data", listener: () => void): unknown }) {
    while (!holds()) await once(stream as never, "data");
}

/** How a stream has ended. */
function codeOf(stream: { on(event: "status", listener: (status: { code: number }) => void): unknown }) {
    return new Promise<number>((resolve) => stream.on("status", ({ code }) => resolve(code)));
}

it("serves nothing to who has no key, or another one", async () => {
    for (const wrong of [undefined, "", "key-of-the-tesT", `${key}x`]) {
        const other = new DashboardClient(address, wrong);
        await expect(other.applicationInformation()).rejects.toMatchObject({ code: status.UNAUTHENTICATED });
        await expect(other.execute("stop", "any")).rejects.toMatchObject({ code: status.UNAUTHENTICATED });
        expect(await codeOf(other.watchResources())).toBe(status.UNAUTHENTICATED);
        expect(await codeOf(other.watchLogs("any").stream)).toBe(status.UNAUTHENTICATED);
        expect(other.resources.size).toBe(0);
        other.close();
    }
    expect(await client.applicationInformation()).toEqual({ applicationName: "shop" });
});

it("sends what there is, each with all that the dashboard insists on", async () => {
    const stream = client.watchResources();
    await soon(() => client.resources.size === 3, stream);
    stream.cancel();
    expect(client.initialTypes).toContain("release");
    const [own, node, endpoint] = [...client.resources.values()];
    expect(own).toMatchObject({
        name: "shop~dev~dev",
        resourceType: "cluster",
        uid: cluster,
        state: "ready",
        stateStyle: "success",
        createdAt: { seconds: startedAt.getTime() / 1_000 },
        urls: [{ fullUrl: "https://127.0.0.1:20001", displayProperties: { displayName: "https://127.0.0.1:20001" } }],
        healthReports: [{ status: 0, description: "ready" }],
        relationships: [],
        commands: [],
    });
    expect(node).toMatchObject({
        createdAt: { seconds: Date.parse("2026-01-01T00:00:01Z") / 1_000, nanos: 500_000_000 },
        relationships: [{ resourceName: "shop~dev~dev", type: "Parent" }],
        commands: [
            { name: "start", state: 1 },
            { name: "stop", state: 0, confirmationMessage: "Stop node dev-server?" },
            { name: "restart", state: 0 },
        ],
    });
    expect(endpoint).toMatchObject({
        name: "shop~dev~dev~endpoint~web",
        stateStyle: "error",
        urls: [{ fullUrl: "https://127.0.0.1:20002", isInactive: true }],
        healthReports: [{ status: 1, description: "it was stopped \\x1b[2J" }],
        relationships: [
            { resourceName: "shop~dev~dev", type: "Parent" },
            { resourceName: "shop~dev~dev~service~shop~web", type: "Reference" },
        ],
        commands: [
            { name: "start", state: 0 },
            { name: "stop", state: 1 },
            { name: "restart", state: 1 },
        ],
    });
    const values = Object.fromEntries(endpoint?.properties.map(({ name, value }) => [name, value?.stringValue]) ?? []);
    expect(values).toMatchObject({ "resource.parentName": "shop~dev~dev", "k3s.target": "shop/web:http" });
    expect(client.resources.size).toBe(3);
});

it("sends what changes and what goes, to each who follows, and of many no message that is too large", async () => {
    const other = new DashboardClient(address, key);
    const streams = [client, other].map((each) => each.watchResources());
    await Promise.all(streams.map((stream, index) => soon(() => [client, other][index]?.resources.size === 3, stream)));
    const pods = Array.from({ length: 500 }, (_, index) => resource("pod", `web-${index}`, { why: "x".repeat(5_000) }));
    const [own] = nodes as [Resource];
    model.store.replace(cluster, [{ ...own, state: "not ready", health: "unknown" }, ...pods]);
    await Promise.all(
        [client, other].map(async (each, index) => {
            const stream = streams[index];
            if (stream) await soon(() => each.resources.size === 501 && each.deleted.length === 2, stream);
        }),
    );
    expect(other.resources.get("shop~dev~dev")).toMatchObject({ state: "not ready", stateStyle: "warning" });
    expect(other.resources.get("shop~dev~dev")?.healthReports[0]?.status).toBeUndefined();
    expect(client.deleted.sort()).toEqual(["shop~dev~dev~endpoint~web", "shop~dev~dev~node~dev-server"]);
    const late = new DashboardClient(address, key);
    await soon(() => late.resources.size === 501, late.watchResources());
    late.close();
    other.close();
});

it("refuses commands that a resource has not, and logs of what is not there", async () => {
    expect(await client.execute("stop", "shop~dev~dev")).toMatchObject({
        kind: 2,
        message: "cluster shop/dev/dev has no command stop",
    });
    expect(await client.execute("constructor", "shop~dev~dev")).toMatchObject({ kind: 2 });
    expect(await client.execute("stop", "gone")).toMatchObject({ kind: 2, message: "there is no resource gone" });
    expect(await codeOf(client.watchLogs("gone").stream)).toBe(status.NOT_FOUND);
    await expect(client.uploadFile()).rejects.toMatchObject({ code: status.UNIMPLEMENTED });
});

it("keeps the stream of interactions open, and ends all streams with itself", async () => {
    const interactions = client.watchInteractions();
    interactions.on("error", () => undefined);
    await once(interactions, "metadata");
    interactions.write({ interactionId: 1, complete: {} });
    const resources = client.watchResources();
    await soon(() => client.resources.size === 3, resources);
    const ended = Promise.all([codeOf(interactions), codeOf(resources)]);
    over.abort();
    await ended;
    await expect(client.applicationInformation()).rejects.toMatchObject({ code: status.UNAVAILABLE });
});
