import { createServer } from "node:http";
import { type AddressInfo } from "node:net";
import type { KubernetesObject } from "@kubernetes/client-node";
import { type Api } from "../../../provider/kubernetes/api";
import { connectKubernetes } from "../../../provider/kubernetes/client";
import { ApiError } from "../../../provider/kubernetes/errors";
import { type Collection } from "../../../provider/kubernetes/follow";
import { watchUntil } from "../../../provider/kubernetes/watch-until";

/** The next answers of the server, for what no real one does on demand: forget a watch, close it, fail or refuse it. */
const answers: { status?: number; body: object | object[]; isSilent?: boolean }[] = [];
const asked: string[] = [];
const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    const { status = 200, body, isSilent = false } = answers.shift() ?? { body: [] };
    response.writeHead(status, { "content-type": "application/json" });
    if (isSilent) {
        response.flushHeaders();
        return;
    }
    response.end((Array.isArray(body) ? body : [body]).map((line: object) => `${JSON.stringify(line)}\n`).join(""));
});
const list = (version: string, ...names: string[]) => ({
    body: { metadata: { resourceVersion: version }, items: names.map((name) => ({ metadata: { name } })) },
});

jest.setTimeout(60_000);

beforeAll((done) => void server.listen(0, "127.0.0.1", done));
afterAll((done) => {
    server.closeAllConnections();
    server.close(done);
});
beforeEach(() => {
    answers.length = 0;
    asked.length = 0;
});

function waitFor(name: string, collection: Partial<Collection> = {}): Promise<string[]> {
    return watchThings(collection, (things = []) => {
        const names = things.map(({ metadata }) => metadata?.name ?? "");
        return names.includes(name) ? names : undefined;
    });
}

async function watchThings<Result>(
    collection: Partial<Collection>,
    decide: (things: KubernetesObject[] | undefined) => Result | undefined,
): Promise<Result> {
    const { port } = server.address() as AddressInfo;
    const cluster = { server: `http://127.0.0.1:${port}`, "insecure-skip-tls-verify": true };
    const kubeconfig = JSON.stringify({
        clusters: [{ name: "c", cluster }],
        users: [{ name: "u", user: {} }],
        contexts: [{ name: "x", context: { cluster: "c", user: "u" } }],
        "current-context": "x",
    });
    const api = await connectKubernetes(kubeconfig);
    const collections = { things: { path: "/things", ...collection } };
    const signal = AbortSignal.timeout(30_000);
    return watchUntil<{ things: KubernetesObject[] }, Result>(api, collections, ({ things }) => decide(things), {
        signal,
    });
}

it("starts over when the server has forgotten where the watch stood", async () => {
    const gone = { type: "ERROR", object: { code: 410, message: "too old resource version" } };
    answers.push(list("1", "a"), { body: [gone] }, list("9", "b"));

    expect(await waitFor("b")).toEqual(["b"]);
    expect(asked[1]).toContain("resourceVersion=1");
});

it("sees what happened while the watch was closed", async () => {
    answers.push(
        list("1", "a"),
        { body: [{ type: "ADDED", object: { metadata: { name: "b" } } }] },
        list("2", "b", "c"),
    );

    expect(await waitFor("c")).toEqual(["b", "c"]);
});

it("sees within 15 s what neither a list nor the watch after it told", async () => {
    // kine does this now and then: the list has the version of a deletion, but still contains the deleted object.
    answers.push(list("2", "a"), { body: [] }, list("2", "b"));

    expect(await waitFor("b")).toEqual(["b"]);
    expect(asked[1]).toContain("timeoutSeconds=15");
});

it("lists anew where a connection broke silently, and the server's end of the watch never comes", async () => {
    answers.push(list("1", "a"), { body: [], isSilent: true }, list("2", "b"));

    expect(await waitFor("b", { listEverySeconds: 0.1 })).toEqual(["b"]);
});

it("forgets what was deleted", async () => {
    const events = [
        { type: "DELETED", object: { metadata: { name: "a" } } },
        { type: "ADDED", object: { metadata: { name: "b" } } },
    ];
    answers.push(list("1", "a"), { body: events });

    expect(await waitFor("b")).toEqual(["b"]);
});

it("asks again while the server is starting, and gives up when it refuses", async () => {
    const starting = { status: 503, body: { message: "starting" } };
    answers.push(starting, starting, { status: 403, body: { message: "things are forbidden" } });

    await expect(waitFor("a")).rejects.toEqual(new ApiError(403, "things are forbidden"));
    expect(asked).toHaveLength(3);
});

it("goes on without what is only good to know, where that is forbidden", async () => {
    const forbidden = { status: 403, body: { message: "things are forbidden" } };
    answers.push(forbidden);
    expect(await watchThings({ mayBeForbidden: true }, (things) => ({ things }))).toEqual({ things: undefined });
    answers.push(forbidden);
    await expect(watchThings({}, (things) => ({ things }))).rejects.toEqual(new ApiError(403, "things are forbidden"));
});

it("ends with the signal's reason, also where there is nothing to watch", async () => {
    const ended = new AbortController();
    const waiting = watchUntil({} as Api, {}, () => undefined, { signal: ended.signal, recheckMs: 1_000 });
    ended.abort(new Error("no more"));
    await expect(waiting).rejects.toThrow("no more");
    await expect(watchUntil({} as Api, {}, () => undefined, { signal: ended.signal })).rejects.toThrow("no more");
});
