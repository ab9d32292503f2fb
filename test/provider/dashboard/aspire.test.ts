import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { once } from "node:events";
import { type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningDashboard, runAspireDashboard } from "../../../provider/dashboard/aspire/run";
import { telemetryEnvironment } from "../../../provider/dashboard/aspire/telemetry";
import { Model } from "../../../provider/model/model";
import { createStandIn, removeStandIn } from "../../support/aspire-stand-in/image";

const image = "pulumi-k3s-test/aspire-stand-in:1";
const label = "pulumi-k3s.dashboard";
const before = { ...process.env };
let home: string;

beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), "pulumi-k3s-aspire-"));
    process.env.PULUMI_K3S_HOME = home;
    createStandIn(image);
});

afterAll(() => {
    removeStandIn(image);
    process.env = before;
    rmSync(home, { recursive: true });
});

const docker = (...args: string[]) => execFileSync("docker", args, { encoding: "utf8" }).trim();
const containers = () => docker("ps", "--all", "--quiet", "--filter", `ancestor=${image}`).split("\n").filter(Boolean);

/** Starts the dashboard. `ended` settles when it ends. */
async function start(port?: number) {
    const over = new AbortController();
    const model = new Model({ isWanted: () => false });
    const { promise, resolve } = Promise.withResolvers<RunningDashboard>();
    const options = { model, first: Promise.resolve(), name: "shop", image, progress: () => undefined, port };
    const ended = runAspireDashboard(options, resolve, over.signal);
    const running = await Promise.race([promise, ended.then(() => Promise.reject(new Error("it has ended")))]);
    const stop = async () => {
        over.abort();
        await ended;
    };
    return { ...running, ended, stop };
}

it("runs the dashboard, which reaches the resources with its key, and takes all away with itself", async () => {
    const { url, telemetry, containerTelemetry, stop } = await start();
    try {
        const { origin, searchParams } = new URL(url);
        expect(origin).toMatch(/^http:\/\/127\.0\.0\.1:2\d{4}$/);
        expect((await fetch(url)).status).toBe(200);
        expect((await fetch(`${origin}/login?t=wrong`)).status).toBe(401);
        const resources = await fetch(`${origin}/resources?t=${searchParams.get("t") ?? ""}`);
        expect(await resources.json()).toEqual({ status: "0", name: "shop" });

        const [container = "", ...others] = containers();
        expect(others).toEqual([]);
        const inspected = docker("inspect", container);
        for (const secret of [searchParams.get("t") ?? "", telemetry.key]) {
            expect(secret.length).toBeGreaterThan(40);
            expect(inspected).not.toContain(secret);
        }
        expect(inspected).toContain("Dashboard__ResourceServiceClient__AuthMode=ApiKey");
        const published = JSON.parse(
            docker("inspect", "--format", "{{json .NetworkSettings.Ports}}", container),
        ) as Record<string, { HostIp: string }[]>;
        const gateway = new URL(containerTelemetry.url).hostname;
        expect(published["18888/tcp"]?.map(({ HostIp }) => HostIp)).toEqual(["127.0.0.1"]);
        for (const port of ["18889/tcp", "18890/tcp"]) {
            expect(published[port]?.map(({ HostIp }) => HostIp).sort()).toEqual(["127.0.0.1", gateway].sort());
        }

        expect(await telemetryEnvironment()).toEqual({
            OTEL_EXPORTER_OTLP_ENDPOINT: telemetry.url,
            OTEL_EXPORTER_OTLP_PROTOCOL: "grpc",
            OTEL_EXPORTER_OTLP_HEADERS: `x-otlp-api-key=${telemetry.key}`,
        });
        for (const { url: target, key } of [telemetry, containerTelemetry]) {
            expect((await fetch(target)).status).toBe(401);
            expect((await fetch(target, { headers: { "x-otlp-api-key": key } })).status).toBe(200);
        }
    } finally {
        await stop();
    }
    expect(containers()).toEqual([]);
    expect(await telemetryEnvironment()).toEqual({});
});

it("replaces what a command that was killed has left, and tells who was replaced", async () => {
    const killed = await start();
    const [left] = containers();
    const next = await start();
    // The next start has removed its container, so it has nothing to show any more.
    await expect(killed.ended).rejects.toThrow("The container of the Aspire dashboard has ended.");
    expect(containers()).toHaveLength(1);
    expect(containers()).not.toContain(left);
    // The environment is that of the running dashboard, not of the one that was killed.
    expect((await telemetryEnvironment()).OTEL_EXPORTER_OTLP_ENDPOINT).toBe(next.telemetry.url);
    await next.stop();
    expect(containers()).toEqual([]);
});

it("says with what its container ended", async () => {
    const { url, ended } = await start();
    const end = fetch(url.replace("/login", "/end")).catch(() => undefined);
    await expect(ended).rejects.toThrow(/exit code 3[^]*this is the end[^]*Next: /);
    await end;
    expect(containers()).toEqual([]);
});

it("leaves alone a container of its name that is not its own", async () => {
    const running = await start();
    const [own = ""] = containers();
    const name = docker("inspect", "--format", "{{.Name}}", own).slice(1);
    await running.stop();
    const other = docker("create", "--name", name, "--label", `${label}=another`, image);
    try {
        await expect(start()).rejects.toThrow(`There is a container ${name} that is not a dashboard's.`);
        expect(docker("inspect", "--format", "{{.Id}}", other)).toBe(other);
    } finally {
        docker("rm", other);
    }
});

it("says that a port is taken, and leaves nothing", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    await expect(start(port)).rejects.toThrow(/cannot be started\.[^]*(in use|allocated)/);
    server.close();
    expect(containers()).toEqual([]);
    expect(await telemetryEnvironment()).toEqual({});
});
