import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { connectKubernetes } from "../../../provider/kubernetes/client";
import { type Api } from "../../../provider/kubernetes/api";
import { ApiError, Unreachable } from "../../../provider/kubernetes/errors";
import { kubeconfigFor } from "../forward/fake-api-server";

/** A server whose answers a test defines, for cases that no API server has on demand. */
let server: Server;
let serve: (request: IncomingMessage, response: ServerResponse) => void;
let url: string;
let api: Api;

beforeEach(async () => {
    server = createServer((request, response) => serve(request, response));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    api = await connectKubernetes(kubeconfigFor(url));
});

afterEach(() => {
    server.closeAllConnections();
    server.close();
});

function json(response: ServerResponse, body: object, status = 200): void {
    response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}

it("sends what it is given, and answers with the body: an object, or text", async () => {
    serve = (request, response) => {
        if (request.method === "GET") {
            response.end(`${request.url ?? ""} ${request.headers.accept ?? ""}`);
            return;
        }
        let body = "";
        request.on("data", (chunk: Buffer) => (body += chunk.toString()));
        request.on("end", () => json(response, { type: request.headers["content-type"], body }));
    };
    expect(await api.request("GET", "/api", { query: { labelSelector: "a=b c" } })).toBe(
        "/api?labelSelector=a%3Db+c application/json",
    );
    const patched = { contentType: "application/merge-patch+json", body: { name: "ü" } };
    expect(await api.request("PATCH", "/api", patched)).toEqual({
        type: "application/merge-patch+json",
        body: '{"name":"ü"}',
    });
});

it("fails with what the server says, or that it says nothing", async () => {
    serve = (_, response) => json(response, { message: 'pods "web" not found' }, 404);
    await expect(api.request("GET", "/")).rejects.toMatchObject({ status: 404, message: 'pods "web" not found' });
    serve = (_, response) => response.writeHead(503).end("starting\n");
    await expect(api.request("GET", "/")).rejects.toEqual(new ApiError(503, "starting"));
    serve = () => undefined;
    await expect(api.request("GET", "/", { timeoutMs: 100 })).rejects.toEqual(
        new Unreachable(`${url} does not answer in time`),
    );
    serve = (request) => request.socket.destroy();
    await expect(api.request("GET", "/")).rejects.toThrow(Unreachable);
});

it("fails without a word of an answer that is cut off, which may have a Secret in it", async () => {
    const cut = (status: number) => {
        serve = (_, response) =>
            response.writeHead(status, { "Content-Type": "application/json" }).end('{"data":{"password":"s3cret');
        return api.request("GET", "/api").catch((error: unknown) => error as Error);
    };
    expect(inspect(await cut(200))).toContain(`the answer of ${url} is not JSON`);
    expect(inspect(await cut(200))).not.toContain("s3cret");
    const refused = await cut(500);
    expect(refused).toBeInstanceOf(ApiError);
    expect((refused as Error).message).toBe("HTTP status 500");
    const events = api.watch("/api", {}, AbortSignal.timeout(5_000));
    serve = (_, response) => response.end('{"type":"ADDED","object":{"data":"s3cret\n');
    const all = async () => {
        for await (const event of events) expect(event).toBeUndefined();
    };
    const broken = await all().catch((error: unknown) => error);
    expect(inspect(broken)).toContain("is not JSON");
    expect(inspect(broken)).not.toContain("s3cret");
});

it("fails with the reason of who called it off", async () => {
    serve = () => undefined;
    const stop = new AbortController();
    const asked = api.request("GET", "/", { signal: stop.signal });
    stop.abort(new Error("called off"));
    await expect(asked).rejects.toThrow("called off");
});

it("asks again where a connection that was kept had been closed", async () => {
    let requests = 0;
    serve = (request, response) => {
        requests++;
        if (requests === 2) request.socket.resetAndDestroy();
        else json(response, { requests });
    };
    await api.request("GET", "/");
    expect(await api.request("GET", "/")).toEqual({ requests: 3 });
});

describe("a watch", () => {
    const types = async (stop = new AbortController()) => {
        const seen: string[] = [];
        for await (const { type } of api.watch<object>("/", {}, stop.signal)) seen.push(type);
        return seen;
    };

    it("tells events however they are cut, until the server ends it", async () => {
        const events = Buffer.from('{"type":"ADDED","object":{"name":"ü"}}\n{"type":"DELETED"}\n');
        serve = (_, response) => {
            const middle = events.indexOf("ü") + 1;
            response.write(events.subarray(0, middle), () => {
                setTimeout(() => response.end(events.subarray(middle)), 20);
            });
        };
        expect(await types()).toEqual(["ADDED", "DELETED"]);
    });

    it("fails when the connection breaks, and with the reason of who called it off", async () => {
        serve = (request, response) => response.write("{}\n", () => request.socket.destroy());
        await expect(types()).rejects.toThrow(Unreachable);
        const stop = new AbortController();
        serve = (_, response) => response.write("{}\n", () => stop.abort(new Error("called off")));
        await expect(types(stop)).rejects.toThrow("called off");
    });
});

describe("credentials from a plugin", () => {
    /** Returns how often the plugin was asked. Its tokens tell: `token-1`, `token-2`. */
    const count = () => Number(readFileSync(counter, "utf8"));
    let folder: string;
    let counter: string;
    let valid: string;
    let refused: number;

    beforeEach(async () => {
        folder = mkdtempSync(join(tmpdir(), "client-test-"));
        counter = join(folder, "count");
        writeFileSync(counter, "0");
        const script = `
            const { readFileSync, writeFileSync } = require("node:fs");
            const count = Number(readFileSync(process.argv[1], "utf8")) + 1;
            writeFileSync(process.argv[1], String(count));
            const status = { token: "token-" + count };
            console.log(JSON.stringify({ apiVersion: "client.authentication.k8s.io/v1", kind: "ExecCredential", status }));
        `;
        const apiVersion = "client.authentication.k8s.io/v1";
        const exec = { apiVersion, command: process.execPath, args: ["-e", script, counter] };
        api = await connectKubernetes(kubeconfigFor(url, { exec }));
        valid = "token-1";
        refused = 0;
        serve = (request, response) => {
            const isValid = request.headers.authorization === `Bearer ${valid}`;
            if (!isValid) refused++;
            json(response, isValid ? { path: request.url } : { message: "Unauthorized" }, isValid ? 200 : 401);
        };
    });

    afterEach(() => rmSync(folder, { recursive: true }));

    it("are fetched anew when they have expired, once for all who ask at that time", async () => {
        expect(await api.request("GET", "/a")).toEqual({ path: "/a" });
        expect(await api.request("GET", "/b")).toEqual({ path: "/b" });
        expect(count()).toBe(1);
        valid = "token-2";
        const answers = await Promise.all(["/c", "/d", "/e"].map((path) => api.request("GET", path)));
        expect(answers).toEqual([{ path: "/c" }, { path: "/d" }, { path: "/e" }]);
        expect(count()).toBe(2);
    });

    it("are fetched anew for a watch too", async () => {
        await api.request("GET", "/a");
        valid = "token-2";
        for await (const event of api.watch("/b", {}, new AbortController().signal)) {
            expect(event).toEqual({ path: "/b?watch=true" });
        }
        expect(refused).toBe(1);
    });

    it("that are refused anew are an error", async () => {
        valid = "none";
        await expect(api.request("GET", "/a")).rejects.toEqual(new ApiError(401, "Unauthorized"));
        expect(refused).toBe(2);
    });
});
