import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer as createHttpServer, type RequestListener, type ServerResponse } from "node:http";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { doctor } from "../../../provider/cli/commands/doctor";
import { askPulumi } from "../../../provider/cli/doctor/ask-machine";
import { type Check } from "../../../provider/cli/doctor/check";
import { allChecks } from "../../../provider/cli/doctor/checks";
import { gatherFacts } from "../../../provider/cli/doctor/doctor-facts";

const image = "rancher/k3s:v1.36.0-k3s1";
const wanted = { image, podSubnet: "10.42.0.0/16", serviceSubnet: "10.43.0.0/16" };
const requirements = { node: ">=22.12", pulumi: "^3.250.0" };
/** Short time limits for the tests in which a limit decides the outcome. */
const hastyMs = { engine: 400, registry: 400, pulumi: 5_000 };
const ofEngine = ["cgroups", "memory", "processors", "disk", "inotify", "networks", "routes", "node image"];

const answers: Record<string, unknown> = {
    "/_ping": "OK",
    "/version": { Version: "28.0.0", ApiVersion: "1.48", Components: [{ Name: "Engine" }] },
    "/info": { ID: "A", Name: "elsewhere", OSType: "linux", CgroupVersion: "2", NCPU: 4, MemTotal: 8 * 2 ** 30 },
    "/networks": [{ Name: "bridge", IPAM: { Config: [{ Subnet: "172.17.0.0/16" }] } }],
    "/containers/json": [{ Names: ["/web"], Ports: [{ Type: "tcp", PublicPort: 61_000 }] }],
};

let folder: string;
let server: Server | undefined;
const connections = new Set<Socket>();
const environment = { ...process.env };

beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "pulumi-k3s-doctor-"));
});

afterEach(() => {
    process.env = { ...environment };
    for (const connection of connections) connection.destroy();
    connections.clear();
    server?.close();
    rmSync(folder, { recursive: true });
});

async function listen(its: Server, where: string | number = join(folder, "docker.sock")): Promise<string> {
    server = its.on("connection", (connection: Socket) => connections.add(connection)).listen(where);
    await once(its, "listening");
    return `unix://${join(folder, "docker.sock")}`;
}

/**
 * Creates a daemon that gives these answers, and 404 to all other requests. An answer that is a function handles the
 * response itself.
 */
function daemon(its: Record<string, unknown> = {}): Server {
    const all = { ...answers, ...its };
    return createHttpServer(((request, response) => {
        const answer = all[decodeURIComponent(request.url ?? "")];
        if (typeof answer === "function") (answer as (response: ServerResponse) => void)(response);
        else if (answer === undefined) refuse(404, "no such thing")(response);
        else response.setHeader("content-type", "application/json").end(JSON.stringify(answer));
    }) satisfies RequestListener);
}

/** A fixed answer, so that the tests ask no registry on the internet. */
const registry = { host: "registry-1.docker.io", kind: "public" as const };
const never = () => undefined;
const refuse = (status: number, message: string) => (response: ServerResponse) =>
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify({ message }));

async function checksOf(dockerHost: string, limits?: typeof hastyMs): Promise<Record<string, Check>> {
    const facts = await gatherFacts({ dockerHost, image }, limits, () => Promise.resolve(registry));
    const checks = allChecks(facts, wanted, requirements);
    return Object.fromEntries(checks.map((check) => [check.check, check]));
}

describe("a daemon that takes connections and does not answer", () => {
    it("is a problem, what hangs on it is unknown, and none of it is waited for long", async () => {
        const host = await listen(createServer());
        const since = Date.now();
        const { engine, ...others } = await checksOf(host);
        expect(Date.now() - since).toBeLessThan(60_000);
        expect(engine).toMatchObject({
            state: "problem",
            found: `The Docker daemon at ${host} (from --docker-host) accepts connections but does not answer`,
        });
        for (const check of ofEngine) expect(others[check]?.state).toBe("unknown");
        expect(Object.keys(others)).toEqual([...ofEngine, "certificate", "proxies", "ports", "pulumi", "node.js"]);
    });

    it.each(["/version", "/info"])("is the same when it is silent about %s alone", async (path) => {
        const { engine, memory } = await checksOf(await listen(daemon({ [path]: never })), hastyMs);
        expect(engine?.found).toContain("accepts connections but does not answer");
        expect(memory?.state).toBe("unknown");
    });

    it("is the same when it ends in the middle of an answer", async () => {
        const half = (response: ServerResponse) => response.writeHead(200, { "content-length": 100 }).write("{");
        const { engine } = await checksOf(await listen(daemon({ "/info": half })), hastyMs);
        expect(engine?.found).toContain("accepts connections but does not answer");
    });

    it("leaves unknown what it is silent about, and no more", async () => {
        const silent = { "/networks": never, [`/distribution/${image}/json`]: never };
        const limitsMs = { engine: 3_000, registry: 3_000, pulumi: 5_000 };
        const checks = await checksOf(await listen(daemon(silent)), limitsMs);
        expect(checks).toMatchObject({
            engine: { state: "ok" },
            memory: { state: "ok", found: "8.0 GiB" },
            processors: { state: "ok" },
            networks: { state: "unknown", found: "the engine does not answer: no answer within 3 s" },
            "node image": { state: "unknown", found: `${image} is not there; of its registry: no answer within 3 s` },
        });
    });
});

describe("a daemon that answers", () => {
    it.each([
        ["ok", "is there", { [`/images/${image}/json`]: {} }],
        ["ok", "its registry has it", { [`/distribution/${image}/json`]: {} }],
        ["problem", "no such host", { [`/distribution/${image}/json`]: refuse(500, "lookup: no such host") }],
        ["problem", "invalid reference", { [`/images/${image}/json`]: refuse(400, "invalid reference format") }],
        [
            "unknown",
            "the engine does not answer: ",
            { [`/images/${image}/json`]: (its: ServerResponse) => its.destroy() },
        ],
    ])("makes the node image %s: %s", async (state, found, its) => {
        process.env.DOCKER_CONFIG = folder;
        const checks = await checksOf(await listen(daemon(its)));
        expect(checks["node image"]).toMatchObject({ state, found: expect.stringContaining(found) as string });
    });

    it("is asked where it was said, whatever DOCKER_HOST is", async () => {
        process.env.DOCKER_HOST = "tcp://127.0.0.1:1";
        const host = await listen(daemon());
        const { engine, disk, routes } = await checksOf(host);
        expect(engine).toMatchObject({
            state: "ok",
            found: `Docker 28.0.0 (API 1.48) at ${host} (from --docker-host)`,
        });
        expect([disk?.state, routes?.state]).toEqual(["unknown", "unknown"]);
    });

    it("is asked for its ports when it is on another machine", async () => {
        const its = daemon();
        await listen(its, 0);
        // 0.0.0.0 leads to this machine, but is not its loopback address.
        const { port } = its.address() as { port: number };
        const { engine, ports } = await checksOf(`tcp://0.0.0.0:${port}`);
        expect(engine?.found).toMatch(/, on another machine$/);
        expect(ports).toMatchObject({ state: "ok", found: "61000 to 65535: 4535 of 4536 looked at are free" });
    });

    it("is a problem when it is none of Docker", async () => {
        const host = await listen(daemon({ "/version": "hello", "/info": "hello" }));
        const { engine } = await checksOf(host);
        expect(engine).toMatchObject({
            state: "problem",
            found: expect.stringContaining("is not a Docker daemon") as string,
        });
    });
});

it("the command prints JSON with the same fields for every check, and ends with 1 for a problem", async () => {
    const host = await listen(daemon({ "/info": { ...(answers["/info"] as object), OSType: "windows" } }));
    let printed = "";
    const write = jest.spyOn(process.stdout, "write").mockImplementation((text) => {
        printed += String(text);
        return true;
    });
    const code = await doctor.run({ positionals: [], options: { "docker-host": host, image, json: true }, rest: [] });
    write.mockRestore();
    const checks = JSON.parse(printed) as Check[];
    for (const check of checks) {
        expect(Object.keys(check)).toEqual(["check", "state", "found", "consequence", "next"]);
    }
    expect(checks[0]).toMatchObject({ check: "engine", state: "problem", next: "switch Docker to Linux containers" });
    expect(checks[1]).toMatchObject({ check: "cgroups", state: "ok", consequence: null, next: null });
    expect(code).toBe(1);
});

describe("the Pulumi CLI", () => {
    const pulumi = (script: string, limitMs = 20_000) => {
        writeFileSync(join(folder, "pulumi"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
        process.env.PATH = `${folder}:${environment.PATH ?? ""}`;
        return askPulumi(limitMs);
    };

    it("tells its version", async () => expect(await pulumi("echo v3.250.0")).toBe("v3.250.0"));

    it("is not waited for, nor is what it started", async () => {
        const since = Date.now();
        await expect(pulumi("sleep 60; echo", 500)).rejects.toThrow("no answer within 0.5 s");
        expect(Date.now() - since).toBeLessThan(20_000);
    });

    it("has the last word when it fails", async () => {
        await expect(pulumi("echo why >&2; echo broken >&2; exit 3")).rejects.toThrow(/^broken$/);
    });

    it("is missed where there is none", async () => {
        process.env.PATH = folder;
        await expect(askPulumi(20_000)).rejects.toThrow("There is no pulumi on the PATH.");
    });
});
