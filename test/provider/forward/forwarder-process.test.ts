import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { type EndpointStatus } from "../../../provider/forward/forwarder";
import { ForwarderProcess } from "../../../provider/forward/forwarder-process";
import { Log } from "../../../provider/forward/log";
import { readTable } from "../../../provider/forward/endpoint-table";
import { choosePort } from "../../../provider/ports/free-port";
import { type FakeApiServer, fakeApiServer, type FakePort, kubeconfigFor } from "./fake-api-server";

/**
 * The forwarder, which has its own process in the product, with fake API servers that do things no real one does on
 * demand.
 */
let root: string;
let folder: string;
let port: number;
let forwarder: ForwarderProcess;
let ended: Promise<void>;
const servers: FakeApiServer[] = [];

beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), "pulumi-k3s-forwarder-"));
    folder = join(root, "forward", "0123456789ab");
    port = await choosePort("tcp");
    forwarder = new ForwarderProcess(folder, new Log(join(root, "log")));
    ended = forwarder.run();
});

afterEach(async () => {
    forwarder.stop();
    await ended;
    for (const server of servers.splice(0)) server.close();
    rmSync(root, { recursive: true, force: true });
});

/** Starts an API server whose pods send its name. */
async function serverOf(name: string): Promise<FakeApiServer> {
    const serve = (_port: number, stream: FakePort) => {
        stream.send(name);
        stream.finish();
    };
    const server = await fakeApiServer({ serve });
    servers.push(server);
    return server;
}

function put(kubeconfig: string): Promise<void> {
    const endpoint = { namespace: "shop", service: "web", port: 80, hostPort: port, addresses: ["127.0.0.1"] };
    return forwarder.put("web", { cluster: "shop/dev/k8s", kubeconfig, endpoint });
}

function ask(): Promise<string> {
    return text(connect({ port, host: "127.0.0.1" }));
}

function status(): EndpointStatus | undefined {
    return forwarder.status().endpoints.web;
}

it("goes to the cluster of a kubeconfig that replaces another one, and keeps what is open", async () => {
    const open: FakePort[] = [];
    const first = await fakeApiServer({ serve: (_port, stream) => void open.push(stream) });
    servers.push(first);
    const second = await serverOf("second");
    await put(first.kubeconfig);
    const socket = connect({ port, host: "127.0.0.1" });
    const answer = text(socket);
    while (open.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await put(second.kubeconfig);
    expect(await ask()).toBe("second");
    expect((await readTable(folder))?.kubeconfig).toBe(second.kubeconfig);
    open[0]?.send("still here");
    open[0]?.finish();
    expect(await answer).toBe("still here");
});

it("tells that its credentials are refused, and works with those that are not", async () => {
    const server = await serverOf("pod");
    const refused = kubeconfigFor(server.url, { token: "old" });
    server.refuse(401);
    await put(refused);
    await expect(ask()).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(status()).toMatchObject({
        state: "listening",
        isRefused: true,
        problem: "refused with 401",
        lastError: "refused with 401",
    });
    await expect(forwarder.probe("web")).rejects.toThrow("refused with 401");
    server.refuse(undefined);
    await put(kubeconfigFor(server.url, { token: "new" }));
    expect(await ask()).toBe("pod");
    expect(server.authorizations.at(-1)).toBe("Bearer new");
    expect(status()?.isRefused).toBeUndefined();
});

it("tells of no refused credentials where a server only starts, and knows not yet what it is asked for", async () => {
    const server = await serverOf("pod");
    server.refuse(404);
    await put(server.kubeconfig);
    await expect(ask()).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(status()).toMatchObject({ problem: "refused with 404" });
    expect(status()?.isRefused).toBeUndefined();
    server.refuse(undefined);
    expect(await ask()).toBe("pod");
});

it("tells it too where they are refused to a connection, and takes them again when they are not", async () => {
    const server = await serverOf("pod");
    await put(server.kubeconfig);
    expect(await ask()).toBe("pod");
    expect(status()?.isRefused).toBeUndefined();
    server.refuse(401);
    for (const transport of server.transports) transport.destroy();
    await expect(ask()).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(status()).toMatchObject({ isRefused: true, problem: "refused with 401" });
    server.refuse(undefined);
    expect(await ask()).toBe("pod");
    expect(status()?.isRefused).toBeUndefined();
});
