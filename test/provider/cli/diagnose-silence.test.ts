import { createServer, type Server as HttpServer } from "node:http";
import { type AddressInfo, createServer as createNetServer, type Server, type Socket } from "node:net";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answerTo } from "../../../provider/cli/diagnose/answer";
import { askKubernetes } from "../../../provider/cli/diagnose/kubernetes";
import { reportOn } from "../../../provider/cli/diagnose/cluster-report";
import { kubernetesSections } from "../../../provider/cli/diagnose/kubernetes-sections";
import { lookAround } from "../../../provider/cli/diagnose/surroundings";
import { connectKubernetes } from "../../../provider/kubernetes/client";
import { kubeconfigFor } from "../forward/fake-api-server";
import { says } from "../../support/says";

jest.setTimeout(60_000);

let folder: string;
/** Accepts connections and never answers. */
let silent: Server;
const sockets = new Set<Socket>();

beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "pulumi-k3s-diagnose-"));
    process.env.PULUMI_K3S_HOME = folder;
    silent = createNetServer((socket) => sockets.add(socket.on("error", () => undefined)));
    await listening(silent);
});

afterAll(() => {
    for (const socket of sockets) socket.destroy();
    silent.close();
    delete process.env.PULUMI_K3S_HOME;
    rmSync(folder, { recursive: true });
});

function listening(server: Server | HttpServer): Promise<void> {
    return new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
}

function portOf(server: Server | HttpServer): number {
    return (server.address() as AddressInfo).port;
}

function kubeconfigOf(server: Server | HttpServer): string {
    const path = join(folder, `kubeconfig-${portOf(server)}.yaml`);
    writeFileSync(path, kubeconfigFor(`http://127.0.0.1:${portOf(server)}`));
    return path;
}

it("a question is given up when its time is over", async () => {
    const api = await connectKubernetes(kubeconfigFor(`http://127.0.0.1:${portOf(silent)}`));
    const since = Date.now();
    expect(await answerTo(() => api.request("GET", "/version"), 200)).toEqual({ problem: "no answer within 0.2 s" });
    expect(Date.now() - since).toBeLessThan(20_000);
});

it.each([
    [new Error("refused"), "refused"],
    [Object.assign(new AggregateError([]), { code: "ECONNREFUSED" }), "ECONNREFUSED"],
])("a question that fails is answered with why", async (error, problem) => {
    expect(await answerTo(() => Promise.reject(error))).toEqual({ problem });
});

it("a report has the rest when a daemon, an API or one list of it says nothing", async () => {
    let wanted: string | undefined;
    const server = createServer((request, response) => {
        const path = request.url ?? "";
        if (path.startsWith("/api/v1/secrets")) wanted = request.headers.accept;
        if (path.startsWith("/api/v1/pods")) return;
        const status = path.startsWith("/api/v1/events") ? 403 : 200;
        const message = "events is forbidden";
        response.writeHead(status, { "Content-Type": "application/json" });
        response.end(JSON.stringify(path === "/version" ? { gitVersion: "v1.34" } : { items: null, message }));
    });
    await listening(server);
    const port = portOf(server);
    const since = Date.now();
    const [late, partly, daemon] = await Promise.all([
        askKubernetes(kubeconfigOf(silent), 10, new Date()),
        askKubernetes(kubeconfigOf(server), 10, new Date()),
        lookAround(`tcp://127.0.0.1:${portOf(silent)}`),
    ]).finally(() => server.closeAllConnections());
    server.close();
    expect(Date.now() - since).toBeLessThan(50_000);
    expect(late.problem).toBe(`http://127.0.0.1:${portOf(silent)} does not answer in time`);
    const texts = Object.fromEntries(
        kubernetesSections(partly, new Date()).map(({ name, text }) => [name, text.join()]),
    );
    expect(texts).toMatchObject({
        kubernetes: expect.stringContaining("v1.34 at http://") as string,
        pods: `Not known: http://127.0.0.1:${port} does not answer in time`,
        warnings: "Not known: events is forbidden",
        releases: "There are none.",
        claims: "There are none.",
    });
    expect(wanted).toContain("as=PartialObjectMetadataList");
    expect(daemon.docker.problem).toMatch(says("accepts connections … not answer"));
    expect(daemon.model.dockerProblem).toMatch(says("accepts connections … not answer"));
    expect(daemon.versions.engine.problem).toMatch(says("accepts connections … not answer"));
    const report = await reportOn("shop/dev/k8s", daemon, 10);
    const endpoints = report.sections.find(({ name }) => name === "endpoints");
    expect(endpoints?.text.join("\n")).toMatch(says("There are none.\n- relays … not shown: … Docker daemon"));
});

it("a kubeconfig that is lost is told of", async () => {
    const { problem } = await askKubernetes(join(folder, "lost.yaml"), 10, new Date());
    expect(problem).toMatch(says("cluster's kubeconfig cannot … read … Kubernetes … not asked.\n ENOENT"));
    expect(problem).toMatch(says("Next: … pulumi up"));
});
