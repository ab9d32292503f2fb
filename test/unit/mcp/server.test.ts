import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/client";
import { InMemoryTransport } from "@modelcontextprotocol/server";
import { createServer } from "../../../provider/mcp/server";
import { Session } from "../../../provider/mcp/session";

interface Content {
    content: { type: string; text?: string }[];
    isError?: boolean;
}

const before = { folder: process.cwd(), environment: { ...process.env } };
let home: string;

/** A user without clusters, and without a Docker daemon. */
beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), "pulumi-k3s-mcp-"));
    Object.assign(process.env, { PULUMI_K3S_HOME: home, DOCKER_HOST: `unix://${join(home, "docker.sock")}` });
    process.chdir(home);
});

afterAll(() => {
    // The test files after this one run in the same process.
    process.chdir(before.folder);
    process.env = before.environment;
    rmSync(home, { recursive: true });
});

async function connected(allowWrite = false): Promise<Client> {
    const [ours, theirs] = InMemoryTransport.createLinkedPair();
    await createServer(new Session({}), allowWrite).connect(theirs);
    const client = new Client({ name: "test", version: "1" });
    await client.connect(ours);
    return client;
}

async function call(client: Client, name: string, args: object = {}): Promise<{ text: string; isError: boolean }> {
    const { content, isError } = (await client.callTool({ name, arguments: { ...args } })) as Content;
    return { text: content.map(({ text }) => text).join("\n"), isError: isError === true };
}

it("has tools that read, each marked so, with a schema that takes nothing else", async () => {
    const { tools } = await (await connected()).listTools();
    expect(tools.map(({ name }) => name)).toEqual([
        "list_resources",
        "describe",
        "logs",
        "events",
        "doctor",
        "diagnose",
        "wait",
    ]);
    for (const { annotations, inputSchema, title, description } of tools) {
        expect(annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false, openWorldHint: false });
        expect(inputSchema).toMatchObject({ type: "object", additionalProperties: false });
        expect([title, description]).not.toContain(undefined);
    }
});

it("has tools that change what runs only where that is allowed", async () => {
    const { tools } = await (await connected(true)).listTools();
    expect(
        tools
            .filter(({ annotations }) => annotations?.readOnlyHint === false)
            .map(({ name, annotations }) => [name, annotations?.destructiveHint, annotations?.idempotentHint]),
    ).toEqual([
        ["restart", true, false],
        ["stop", true, true],
        ["start", false, true],
    ]);
    const refused = (await connected()).callTool({ name: "restart", arguments: { name: "web" } });
    await expect(refused).rejects.toThrow(/restart not found/);
});

it.each([
    ["logs", { names: "web" }, /names: .*expected array/],
    ["logs", { names: [] }, /names: /],
    ["logs", { names: ["web"], lines: 0 }, /lines: /],
    ["logs", { names: ["web"], tail: 5 }, /Unrecognized key: "tail"/],
    ["list_resources", { kind: "deployment" }, /kind: .*"workload"/],
    ["describe", {}, /name: /],
    ["wait", { names: ["web"], timeoutSeconds: 9_999 }, /timeoutSeconds: .*600/],
])("refuses wrong arguments of %s: %j", async (name, args, message) => {
    const { text, isError } = await call(await connected(), name, args);
    expect(isError).toBe(true);
    expect(text).toMatch(message);
});

it("says what to do where there are no clusters, and why Docker could not be asked", async () => {
    const client = await connected(true);
    const { text, isError } = await call(client, "list_resources");
    expect(isError).toBe(false);
    expect(JSON.parse(text)).toEqual({
        resources: [],
        problems: [expect.stringContaining("docker.sock") as unknown],
        note: expect.stringContaining("pulumi up") as unknown,
    });
    const answers = [
        ["describe", { name: "web" }, "there is no web"],
        ["logs", { names: ["web"] }, "there is no web"],
        ["events", {}, "there are no clusters"],
        ["diagnose", {}, "This user has no clusters."],
        ["list_resources", { cluster: "dev" }, "there is no cluster dev; there are none"],
        ["restart", { name: "web" }, "there is no web"],
    ] as const;
    for (const [name, args, message] of answers) {
        const answer = await call(client, name, args);
        expect([name, answer.isError, answer.text]).toEqual([name, true, expect.stringContaining(message)]);
    }
});

it("waits for what is not there yet, tells so, and can be cancelled", async () => {
    const client = await connected();
    const { promise: told, resolve: onprogress } = Promise.withResolvers<{ message?: string }>();
    const cancelled = new AbortController();
    const waiting = client.callTool(
        { name: "wait", arguments: { names: ["web"], timeoutSeconds: 600 } },
        { onprogress, signal: cancelled.signal },
    );
    expect(await told).toMatchObject({ message: "there is no web yet" });
    cancelled.abort();
    await expect(waiting).rejects.toThrow();
    const { text, isError } = await call(client, "wait", { names: ["web"], timeoutSeconds: 1 });
    expect(isError).toBe(false);
    expect(JSON.parse(text)).toEqual({
        healthy: false,
        notHealthyWithinSeconds: 1,
        waitsFor: ["there is no web yet"],
        resources: [],
    });
});
