import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { get as httpGet, type IncomingMessage, request as httpRequest } from "node:http";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { DashboardData } from "../../../provider/dashboard/data";
import { readPage } from "../../../provider/dashboard/page-files";
import { serveDashboard } from "../../../provider/dashboard/server";
import { Model } from "../../../provider/model/model";
import { type Resource } from "../../../provider/model/resource";
import { expectSoon } from "../../e2e/support/soon";
import { freePort } from "../../support/free-port";

jest.setTimeout(60_000);

const over = new AbortController();
const model = new Model({});
const none = new Map<string, never>();
let folder: string;
let port: number;
let url: string;
let cookie: string;
let base: string;

const node: Resource = {
    ...{ id: "shop/dev/dev/node/a", kind: "node", name: "a", cluster: "shop/dev/dev", addresses: [] },
    ...{ state: "stopped", health: "unhealthy", container: "no-such-container-of-the-dashboard-test" },
};

interface Answer {
    status: number;
    headers: IncomingMessage["headers"];
    body: string;
}

function ask(path: string, headers: Record<string, string> = {}, method = "GET", body?: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
        const asked = httpRequest({ host: "127.0.0.1", port, path, headers, method, agent: false }, (response) => {
            void text(response).then((body) =>
                resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
            );
        });
        asked.on("error", reject).end(body);
    });
}

const own = (path: string, headers: Record<string, string> = {}) => ask(`${base}${path}`, { cookie, ...headers });
const post = (body: string, headers: Record<string, string> = {}) =>
    ask(
        `${base}actions`,
        { cookie, origin: `http://127.0.0.1:${port}`, "content-type": "application/json", ...headers },
        "POST",
        body,
    );

type Event = [event: string, data: unknown];

/** Returns the events of a stream up to the one for which `isLast`, which is called with each, returns true. */
async function eventsUntil(path: string, isLast: (event: Event) => boolean): Promise<Event[]> {
    const { promise, resolve } = Promise.withResolvers<IncomingMessage>();
    const asked = httpGet(
        { host: "127.0.0.1", port, path: `${base}${path}`, headers: { cookie }, agent: false },
        resolve,
    );
    asked.on("error", () => undefined);
    const found: Event[] = [];
    let rest = "";
    for await (const chunk of (await promise).setEncoding("utf8") as AsyncIterable<string>) {
        const events = `${rest}${chunk}`.split("\n\n");
        rest = events.pop() ?? "";
        for (const event of events) {
            const [, name = "", data = "null"] = /^event: (.*)\ndata: (.*)$/.exec(event) ?? [];
            found.push([name, JSON.parse(data)]);
            if (!isLast([name, JSON.parse(data)])) continue;
            asked.destroy();
            return found;
        }
    }
    return found;
}

const snapshot = async () => (await eventsUntil("events", ([name]) => name === "snapshot")).at(-1)?.[1];

beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "pulumi-k3s-dashboard-"));
    process.env.PULUMI_K3S_HOME = join(folder, "home");
    writeFileSync(join(folder, "index.html"), "<!doctype html><title>page</title>");
    writeFileSync(join(folder, "app.js"), "");
    writeFileSync(join(folder, "app.css"), "");
    const stack = { clusters: Promise.resolve(none), refresh: () => Promise.resolve(), isWanted: () => true };
    const options = { model, first: Promise.resolve(), stack, whatToDo: "run pulumi up" };
    const data = new DashboardData(options, over.signal);
    const served = await serveDashboard(data, readPage(folder), 0, over.signal);
    ({ port, url } = served);
    const entered = await ask(url.slice(url.indexOf("/?")));
    cookie = entered.headers["set-cookie"]?.[0]?.split(";", 1)[0] ?? "";
    base = entered.headers.location ?? "";
});

afterAll(() => {
    over.abort();
    delete process.env.PULUMI_K3S_HOME;
    rmSync(folder, { recursive: true });
});

it("leads who has the token to the page, without it, and with a cookie for the page alone", async () => {
    const { status, headers, body } = await ask(url.slice(url.indexOf("/?")));
    expect([status, body]).toEqual([303, ""]);
    expect(headers.location).toBe(base);
    expect(headers["set-cookie"]).toEqual([`${cookie}; Path=${base}; HttpOnly; SameSite=Strict`]);
    const page = await own("");
    expect([page.status, page.headers["content-type"]]).toEqual([200, "text/html; charset=utf-8"]);
    expect(page.body).toContain("<title>page</title>");
    const clicked = await ask(url.slice(url.indexOf("/?")), {
        "sec-fetch-site": "cross-site",
        "sec-fetch-mode": "navigate",
    });
    expect(clicked.status).toBe(200);
    expect(clicked.body).toContain(`content="0; url=${base}"`);
});

it("has on every answer what keeps a browser from doing more with it", async () => {
    for (const { headers } of [await own(""), await own("details?id=x"), await ask("/"), await post("{}")]) {
        expect(headers["content-security-policy"]).toBe(
            "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; object-src 'none'",
        );
        expect(headers["x-content-type-options"]).toBe("nosniff");
        expect(headers["referrer-policy"]).toBe("no-referrer");
        expect(headers["cross-origin-opener-policy"]).toBe("same-origin");
        expect(headers["cross-origin-resource-policy"]).toBe("same-origin");
        expect(headers["access-control-allow-origin"]).toBeUndefined();
    }
    expect((await own("details?id=x")).headers["cache-control"]).toBe("no-store");
});

it("sends a file again only when it is another one", async () => {
    const { headers } = await own("app.js");
    expect([headers["content-type"], headers["cache-control"]]).toEqual(["text/javascript; charset=utf-8", "no-cache"]);
    const again = await own("app.js", { "if-none-match": headers.etag ?? "" });
    expect([again.status, again.body]).toEqual([304, ""]);
    for (const name of ["nothing.js", "../package.json", "%2e%2e/package.json", "..%2fpackage.json"]) {
        expect((await own(name)).body).toBe("");
    }
});

it.each<[string, () => Promise<Answer>, number]>([
    ["another user, who has neither token nor cookie", () => ask("/"), 403],
    ["who guesses a token", () => ask(`/?token=${"a".repeat(43)}`), 403],
    ["who guesses a path", () => ask("/events"), 403],
    ["who has the path alone", () => ask(`${base}events`), 403],
    ["a name that was made to lead here", () => own("", { host: `evil.example:${port}` }), 403],
    ["a page of another port", () => own("events", { "sec-fetch-site": "same-site" }), 403],
    ["a page of another origin", () => own("events", { origin: "http://evil.example" }), 403],
    ["an action of another origin", () => post("{}", { origin: "http://evil.example" }), 403],
    ["a form", () => post("id=a", { "content-type": "application/x-www-form-urlencoded" }), 415],
    ["another method", () => ask(`${base}events`, { cookie }, "DELETE"), 405],
    ["a preflight", () => ask(`${base}actions`, { cookie }, "OPTIONS"), 405],
])("gives nothing to %s", async (_, asked, status) => {
    const answer = await asked();
    expect([answer.status, answer.body]).toEqual([status, ""]);
});

it("takes an action that is one, and no long body", async () => {
    expect(await post("{")).toMatchObject({ status: 400, body: '{"problem":"that is no action"}' });
    expect((await post('{"id":"a","action":"remove"}')).status).toBe(400);
    expect((await post('{"id":"a","action":"stop"}')).status).toBe(404);
    const long = await post(JSON.stringify({ id: "a".repeat(1 << 20), action: "stop" })).catch(() => undefined);
    // The server may have closed the connection before all was sent.
    expect([undefined, 413]).toContain(long?.status);
});

it("tells the picture first, then what changes, and what to do where there is nothing", async () => {
    expect(await snapshot()).toMatchObject({ resources: [], stack: { note: "run pulumi up", problems: [] } });
    const told = await eventsUntil("events", ([name]) => {
        if (name === "snapshot") setImmediate(() => model.store.replace("shop/dev/dev", [node]));
        return name === "delta";
    });
    expect(told.at(-1)).toEqual(["delta", { upserts: [node], deletes: [] }]);
    const picture = await snapshot();
    expect(picture).toMatchObject({ resources: [node], actions: { node: ["restart", "stop", "start"] } });
    expect(picture).not.toHaveProperty(["actions", "service"]);
});

it("a page that does not take what it is sent is sent the whole picture later, and fills no memory", async () => {
    const socket = connect(port, "127.0.0.1");
    socket.write(`GET ${base}events HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nCookie: ${cookie}\r\n\r\n`);
    await new Promise((resolve) => socket.once("data", resolve));
    socket.pause();
    const why = "x".repeat(100_000);
    const sent = 500;
    for (let index = 1; index <= sent; index++) {
        model.store.replace("shop/dev/dev", [{ ...node, why: `${why} ${index}` }]);
        await new Promise((resolve) => setImmediate(resolve));
    }
    let received = 0;
    let end = "";
    const { promise, resolve } = Promise.withResolvers<undefined>();
    socket.on("data", (chunk: Buffer) => {
        received += chunk.length;
        end = `${end}${chunk.toString("latin1")}`.slice(-why.length - 5_000);
        if (/event: snapshot[^]*x 500"/.test(end)) resolve(undefined);
    });
    socket.resume();
    await promise;
    socket.destroy();
    // The kernel buffers some of the data, so the client receives a part of it.
    expect(received).toBeLessThan((sent * why.length) / 2);
    model.store.replace("shop/dev/dev", [node]);
});

it("an action that fails says why, and one that a kind does not have is refused", async () => {
    const action = (id: string, action: string) => post(JSON.stringify({ id, action }));
    model.store.replace("shop/dev/dev", [node, { ...node, id: "s", kind: "service", name: "s" }]);
    const { status, body } = await action(node.id, "start");
    expect([status, body]).toEqual([500, expect.stringContaining("no-such-container-of-the-dashboard-test")]);
    expect(await action("s", "stop")).toMatchObject({ status: 400, body: '{"problem":"service s cannot be stopped"}' });
});

it("details of what cannot be asked say so, and the rest is there", async () => {
    const details = JSON.parse((await own(`details?id=${encodeURIComponent(node.id)}`)).body) as object;
    expect(details).toMatchObject({ resource: node, facts: [{ label: "Cluster", value: "shop/dev/dev" }] });
    expect((details as { problems: string[] }).problems.join("\n")).toContain("no-such-container");
});

it("has so many streams and no more, and room again when one ends", async () => {
    const sockets = await Promise.all(
        Array.from({ length: 32 }, async () => {
            const socket = connect(port, "127.0.0.1");
            socket.write(`GET ${base}events HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nCookie: ${cookie}\r\n\r\n`);
            await new Promise((resolve) => socket.once("data", resolve));
            return socket;
        }),
    );
    expect((await own("events")).status).toBe(429);
    for (const socket of sockets) socket.destroy();
    await expectSoon(async () => expect(await snapshot()).toBeDefined());
});

it("listens on 127.0.0.1 alone, and says who has a port that is taken", async () => {
    const reached = (host: string) =>
        new Promise((resolve) => {
            const socket = connect(port, host);
            socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
            socket.once("connect", () => socket.destroy());
        });
    expect(await Promise.all(["127.0.0.1", "127.0.0.2", "::1"].map(reached))).toEqual([true, false, false]);
    const taken = await freePort();
    const other = createServer().listen(taken, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const data = new DashboardData(
        {
            model,
            first: Promise.resolve(),
            stack: { clusters: Promise.resolve(none), refresh: () => Promise.resolve(), isWanted: () => true },
            whatToDo: "",
        },
        over.signal,
    );
    const failure = serveDashboard(data, new Map(), taken, over.signal);
    await expect(failure).rejects.toThrow(
        new RegExp(
            `^The dashboard cannot listen on port ${taken} of 127\\.0\\.0\\.1\\.\n {2}node \\(process ${process.pid}\\) has it\nNext: choose another one`,
        ),
    );
    other.close();
});

it("a page that is not there is one error that says what to do", () => {
    expect(() => readPage(join(folder, "nothing"))).toThrow(/is not in this installation[^]*npm run build/);
});
