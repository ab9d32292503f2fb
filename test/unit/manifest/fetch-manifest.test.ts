import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Manifest, type ManifestArgs } from "../../../sdk/nodejs/manifest";
import { fetchManifest, shownUrl } from "../../../sdk/nodejs/manifest/fetch-manifest";
import { ArgumentError } from "../../../sdk/nodejs/validation";
import { failureOf, fakeCluster, recordedProgram, valueOf } from "../support/recorded-program";
import { configMap } from "./temporary-folder";
import { says } from "../../support/says";

const yaml = `${configMap("a")}---\n${configMap("b")}`;
const json = JSON.stringify({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a" } });

let server: Server;
let origin: string;
let requests: IncomingMessage[];

const answers: Record<string, (response: ServerResponse) => void> = {
    "/all.yaml": (response) => response.setHeader("content-type", "text/plain; charset=utf-8").end(yaml),
    "/one.json": (response) => response.end(json),
    "/moved.yaml": (response) => response.writeHead(302, { location: "/all.yaml" }).end(),
    "/round.yaml": (response) => response.writeHead(302, { location: "/round.yaml" }).end(),
    "/login": (response) => response.setHeader("content-type", "text/html").end("please log in"),
    "/page.yaml": (response) => response.end("\n<!DOCTYPE html><title>File</title>"),
    "/empty.yaml": (response) => response.end("# nothing\n"),
    "/broken.yaml": (response) => response.end("a: 1\nb: [\n"),
    "/hanging.yaml": () => undefined,
    "/stalled.yaml": (response) => response.write("apiVersion: v1\n"),
    "/failing.yaml": (response) => response.writeHead(503).end(),
};

beforeAll(async () => {
    server = createServer((request, response) => {
        requests.push(request);
        const answer = answers[URL.parse(request.url ?? "", origin)?.pathname ?? ""];
        if (answer) answer(response);
        else response.writeHead(404).end("not here");
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

beforeEach(() => (requests = []));

afterAll(async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
});

const namesAt = async (path: string) =>
    (await fetchManifest("app", origin + path)).found.map(
        ({ value }) => (value as { metadata: { name: string } }).metadata.name,
    );

async function messageAt(url: string, seconds?: number): Promise<string> {
    const failure = await fetchManifest("app", url, seconds).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ArgumentError);
    return (failure as Error).message;
}

describe("an address", () => {
    it.each([
        ["of YAML", "/all.yaml", ["a", "b"]],
        ["of JSON", "/one.json", ["a"]],
        ["that leads elsewhere", "/moved.yaml", ["a", "b"]],
    ])("%s is fetched", async (_, path, names) => {
        expect(await namesAt(path)).toEqual(names);
    });

    it("is the file in places and problems", async () => {
        const { found } = await fetchManifest("app", `${origin}/all.yaml`);
        expect(found[1]?.place).toBe(`${origin}/all.yaml:5 (document 2)`);
        const { problems } = await fetchManifest("app", `${origin}/broken.yaml`);
        expect(problems[0]?.path).toBe(`${origin}/broken.yaml:3 (document 1)`);
    });

    it("is fetched anew each time", async () => {
        await namesAt("/all.yaml");
        await namesAt("/all.yaml");
        expect(requests).toHaveLength(2);
    });

    it("gives user and password to the server, and shows neither them nor the query", async () => {
        const url = `${origin.replace("//", "//me:s%40cret@")}/gone.yaml?token=abc`;
        const message = await messageAt(url);
        expect(requests[0]?.headers.authorization).toBe(`Basic ${Buffer.from("me:s@cret").toString("base64")}`);
        expect(requests[0]?.url).toBe("/gone.yaml?token=abc");
        expect(message).toContain(`"${origin}/gone.yaml"`);
        expect(message).not.toMatch(/cret|me:|abc/);
        expect(shownUrl("http://me:secret@bad host/a?token=abc")).toBe("http://bad host/a");
    });
});

describe("an address that leads to no manifest is an error", () => {
    it.each([
        ["that is gone", "/gone.yaml", "404 Not Found; … address"],
        ["whose server fails", "/failing.yaml", "503 Service Unavailable"],
        ["of a page", "/login", 'web page, no manifest; … address of the file itself … GitHub … "Raw"'],
        ["of a page that says it is something else", "/page.yaml", "web page, no manifest"],
        ["that leads round and round", "/round.yaml", "cannot be fetched: redirect count exceeded"],
    ])("%s", async (_, path, message) => {
        expect(await messageAt(origin + path)).toMatch(
            says(`Manifest "app" … not valid:\n path "${origin}${path}" … ${message}`),
        );
    });

    it.each(["/hanging.yaml", "/stalled.yaml"])("when it takes too long: %s", async (path) => {
        expect(await messageAt(origin + path, 0.2)).toMatch(
            says("cannot … fetched … not there within 0.2 seconds … check … address … behind … proxy set HTTP_PROXY"),
        );
    });

    it("when nobody listens", async () => {
        const free = createServer();
        await new Promise<void>((listening) => free.listen(0, "127.0.0.1", listening));
        const { port } = free.address() as AddressInfo;
        await new Promise((closed) => free.close(closed));
        expect(await messageAt(`https://127.0.0.1:${port}/a.yaml`)).toMatch(
            says("cannot be fetched: connect ECONNREFUSED … HTTPS_PROXY and NODE_USE_ENV_PROXY=1 … download … file"),
        );
    });
});

describe("a Manifest", () => {
    beforeEach(() => recordedProgram());

    const manifest = (path: string, more: Partial<ManifestArgs> = {}) =>
        new Manifest("app", { cluster: fakeCluster(), path, ...more });

    it("takes an address as path", async () => {
        expect(Object.keys(await valueOf(manifest(`${origin}/moved.yaml`, { namespace: "shop" }).objects))).toEqual([
            "ConfigMap/shop/a",
            "ConfigMap/shop/b",
        ]);
    });

    it.each([
        ["/gone.yaml", "is answered with 404 Not Found"],
        ["/empty.yaml", "contains no object"],
        ["/broken.yaml", ":3 (document 1) is not valid YAML"],
    ])("fails with what is wrong there: %s", async (path, message) => {
        const failure = await failureOf(manifest(origin + path).objects);
        expect(failure).toBeInstanceOf(ArgumentError);
        expect(String(failure)).toContain(message);
    });

    it("refuses at once what cannot be an address, and recursive", () => {
        expect(() => manifest("https://")).toThrow(says('path "https://" … not … address … fetched'));
        expect(() => manifest(`${origin}/all.yaml`, { recursive: true })).toThrow(
            says("recursive goes … folder … path … address … file"),
        );
        expect(requests).toEqual([]);
    });
});
