import { readFileSync } from "node:fs";
import { join } from "node:path";
import { healths, resourceKinds } from "../../../provider/model/resource";
import { schemaProblems, type Schema } from "../../support/json-schema";
import { container, facts, made, object, objects, path, resourcesOf, web } from "./facts";

const relay = container("relay", "endpoint-web", {
    endpoint: "web",
    target: "web/web:80",
    addresses: ["127.0.0.1:20001"],
});
const server = container("server", "server", { node: "dev-server" });
const reached = { server: "https://127.0.0.1:26000", version: "v1.34.4+k3s1" };
const stack = {
    name: "dev",
    releases: [
        { name: "web", namespace: "web" },
        { name: "lost", namespace: "web" },
    ],
    manifests: [
        {
            name: "settings",
            objects: [
                { apiVersion: "v1", kind: "ConfigMap", namespace: "web", name: "colors" },
                { apiVersion: "v1", kind: "ConfigMap", namespace: "web", name: "gone" },
                { apiVersion: "apps/v1", kind: "Deployment", namespace: "web", name: "gone" },
                { apiVersion: "v1", kind: "PersistentVolumeClaim", namespace: "web", name: "gone" },
                { apiVersion: "example.com/v1", kind: "Lamp", namespace: "web", name: "not-listed" },
            ],
        },
    ],
};

it("a cluster that is well is told of with all that is in it, each below what it is a part of", () => {
    const all = resourcesOf(
        facts({
            docker: { containers: [server, relay] },
            kubernetes: { ...reached, objects: objects(web(true)) },
        }),
    );
    expect([...all.values()].map(({ health }) => health).every((health) => health === "healthy")).toBe(true);
    expect(all.get(path)).toMatchObject({ kind: "cluster", state: "ready", version: "v1.34.4+k3s1" });
    expect(all.get("node/dev-server")).toMatchObject({ parent: path, state: "ready", container: server.name });
    expect(all.get("release/web/web")).toMatchObject({ parent: path, state: "deployed", version: "web-1.2.3" });
    expect(all.get("deployment/web/web")).toMatchObject({ parent: `${path}/release/web/web`, state: "available" });
    expect(all.get("pod/web/web-1-a")).toMatchObject({
        parent: `${path}/deployment/web/web`,
        state: "ready",
        relations: [{ type: "runs-on", id: `${path}/node/dev-server` }],
    });
    expect(all.get("service/web/web")).toMatchObject({
        addresses: ["10.43.0.7:80"],
        relations: [{ type: "leads-to", id: `${path}/pod/web/web-1-a` }],
    });
    expect(all.get("endpoint/web")).toMatchObject({
        state: "listening",
        addresses: ["127.0.0.1:20001"],
        relations: [{ type: "leads-to", id: `${path}/service/web/web` }],
    });
});

it("what ails a pod is told of with its workload, its release and the endpoint that leads to it", () => {
    const all = resourcesOf(
        facts({ docker: { containers: [server, relay] }, kubernetes: { ...reached, objects: objects(web(false)) } }),
    );
    const why = "container main: image web:1 cannot be pulled: not found";
    expect(all.get("pod/web/web-1-a")).toMatchObject({ health: "unhealthy", why, terminalAfterSeconds: 15 });
    expect(all.get("deployment/web/web")).toMatchObject({
        state: "not available",
        health: "unhealthy",
        why: `0 of 1 pods available; pod web-1-a: ${why}`,
    });
    expect(all.get("release/web/web")).toMatchObject({
        state: "deployed",
        health: "unhealthy",
        why: `Deployment web: 0 of 1 pods available; pod web-1-a: ${why}`,
    });
    expect(all.get("endpoint/web")).toMatchObject({ health: "unhealthy", why: "no pod of web/web:80 is ready" });
    // The cluster itself is well.
    expect(all.get(path)?.health).toBe("healthy");
});

it("a server that is silent leaves what is in the cluster unknown, and what Docker tells goes on", () => {
    const problem = "it did not answer within 9 s";
    const all = resourcesOf(
        facts({
            docker: { containers: [container("server", "server", { node: "dev-server", state: "paused" }), relay] },
            kubernetes: { ...reached, objects: objects(web(true)), problem },
        }),
    );
    expect(all.get(path)).toMatchObject({ state: "paused", why: "its server is paused" });
    expect(all.get("node/dev-server")).toMatchObject({ state: "paused", health: "unhealthy" });
    for (const id of ["release/web/web", "deployment/web/web", "pod/web/web-1-a", "service/web/web"]) {
        expect(all.get(id)).toMatchObject({ state: "unknown", health: "unknown", why: problem });
    }
    expect(all.get("endpoint/web")).toMatchObject({ state: "listening", health: "unknown" });
});

it("a daemon that is silent leaves containers unknown, and what Kubernetes tells goes on", () => {
    const docker = { containers: [server, relay], problem: "Docker is silent" };
    const all = resourcesOf(facts({ docker, kubernetes: { ...reached, objects: objects(web(true)) } }));
    expect(all.get("endpoint/web")).toMatchObject({ state: "unknown", why: "Docker is silent" });
    expect(all.get(path)?.health).toBe("healthy");
    expect(all.get("node/dev-server")?.health).toBe("healthy");
});

it("a node whose container ended is stopped, and so is its pool, whatever Kubernetes still says", () => {
    const node = object<ReturnType<typeof objects>["nodes"][number]>("dev-builders-0", undefined, {
        status: { conditions: [{ type: "Ready", status: "True", lastHeartbeatTime: made }] },
    });
    const agent = container("agent", "builders-0", { node: "dev-builders-0", state: "exited" });
    const given = objects();
    const all = resourcesOf(
        facts({
            docker: { containers: [server, agent] },
            kubernetes: { ...reached, objects: { ...given, nodes: [...given.nodes, node] } },
        }),
    );
    expect(all.get("node/dev-builders-0")).toMatchObject({
        parent: `${path}/pool/builders`,
        state: "stopped",
        health: "unhealthy",
        why: `is stopped, with exit code 137 at ${made}`,
    });
    expect(all.get("pool/builders")).toMatchObject({ state: "0 of 1 ready", health: "unhealthy" });
    expect(all.get(path)).toMatchObject({ state: "ready", health: "unhealthy" });
});

it("a cluster that nothing is known of but its containers is unknown, with why", () => {
    const all = resourcesOf(facts({ kubernetes: {} }));
    const why = "no kubeconfig on this machine has led to its API server yet";
    expect(all.get(path)).toMatchObject({ health: "unknown", why });
    expect(all.get("node/dev-server")).toMatchObject({ health: "unknown", why });
});

it("what the stack has and the cluster has not is missing", () => {
    const others = { "v1/ConfigMap": [object("colors", "web")] };
    const all = resourcesOf(facts({ stack, kubernetes: { ...reached, objects: objects({ ...web(true), others }) } }));
    expect(all.get("release/web/lost")).toMatchObject({ state: "missing", health: "unhealthy" });
    expect(all.get("configmap/web/colors")).toMatchObject({ state: "present", parent: `${path}/manifest/settings` });
    expect(all.get("configmap/web/gone")).toMatchObject({ state: "missing", why: "it does not exist" });
    expect(all.get("deployment/web/gone")).toMatchObject({ state: "missing" });
    expect(all.get("persistentvolumeclaim/web/gone")).toMatchObject({ state: "missing" });
    expect([...all.keys()].filter((key) => key.includes("not-listed"))).toEqual([]);
    expect(all.get("manifest/settings")).toMatchObject({ state: "applied", health: "unhealthy" });
});

it("a HostService is an endpoint that leads to this machine, whatever the cluster has", () => {
    const row = { name: "host/api", cluster: path, via: "host" as const, target: "127.0.0.1:3000" };
    const forwarded = [{ ...row, state: "listening" as const, addresses: ["172.18.0.1:30000"] }];
    const all = resourcesOf(facts({ kubernetes: { ...reached, objects: objects({}) }, forwarded }));
    const endpoint = all.get("endpoint/host/api");
    expect(endpoint).toMatchObject({ via: "host", state: "listening", health: "healthy", target: "127.0.0.1:3000" });
    expect(endpoint?.relations).toBeUndefined();
});

it("what a program said when it ended is told without the secrets in it", () => {
    const given = web(true);
    const status = given.pods?.[0]?.status as object;
    const message = "cannot reach postgres://app:hunter2hunter2@database/shop";
    const ended = { exitCode: 1, message };
    Object.assign(status, {
        conditions: [],
        containerStatuses: [{ name: "main", ready: false, restartCount: 1, state: { terminated: ended } }],
    });
    const all = resourcesOf(facts({ kubernetes: { ...reached, objects: objects(given) } }));
    expect(all.get("pod/web/web-1-a")?.why).toContain("postgres://app:[redacted]@database/shop");
    expect(JSON.stringify([...all.values()])).not.toContain("hunter2");
});

it("all that the model may hold is in the schema of ps --json", () => {
    const schema = JSON.parse(
        readFileSync(join(__dirname, "../../../docs/reference/ps.schema.json"), "utf8"),
    ) as Schema;
    const { resource } = schema.$defs ?? {};
    expect(resource?.properties?.kind?.enum).toEqual([...resourceKinds]);
    expect(resource?.properties?.health?.enum).toEqual([...healths]);
    const resources = [
        ...resourcesOf(
            facts({
                stack,
                docker: { containers: [server, relay] },
                kubernetes: { ...reached, objects: objects(web(false)) },
            }),
        ).values(),
        ...resourcesOf(facts({ docker: { problem: "silent" }, kubernetes: { problem: "silent" }, stack })).values(),
    ];
    const printed = JSON.parse(JSON.stringify({ resources, problems: ["silent"] })) as unknown;
    expect(schemaProblems(printed, schema)).toEqual([]);
    expect(schemaProblems({ resources: [{ kind: "pod", password: "x" }] }, schema)).toContain(
        "$.resources[0].password is unknown",
    );
});
