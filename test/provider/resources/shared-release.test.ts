import type { V1Secret } from "@kubernetes/client-node";
import { connectKubernetes } from "../../../provider/kubernetes/client";
import { unknownValue } from "../../../provider/lifecycle";
import { SharedRelease, type SharedReleaseInputs } from "../../../provider/resources/shared-release";
import { record } from "../helm/fake-cluster";
import { type Answer, type Asked, ScriptedServer } from "../kubernetes/scripted-server";
import { says } from "../../support/says";

const mark = "pulumi-k3s shop/dev/k8s#1a2b3c4d 0123456789abcdef";
const messages: string[] = [];
const context = { progress: (message: string) => messages.push(message) };
const lifecycle = new SharedRelease({ connect: connectKubernetes });
const servers: ScriptedServer[] = [];

beforeEach(() => messages.splice(0));
afterEach(() => Promise.all(servers.splice(0).map((server) => server.stop())));

const inputs = (changes: Partial<SharedReleaseInputs> = {}): SharedReleaseInputs => ({
    ...{ kubeconfig: "apiVersion: v1\n", clusterId: "c", release: "web", namespace: "work", mark, timeoutSeconds: 30 },
    ...changes,
});

async function serve(answer: (asked: Asked) => Answer): Promise<ScriptedServer> {
    const server = new ScriptedServer(answer);
    await server.start();
    servers.push(server);
    return server;
}

/** Starts a fake API server with these records of the release, and other answers by method and path. */
function holding(records: V1Secret[], beside: Record<string, Answer> = {}): Promise<ScriptedServer> {
    return serve(({ method, path }) => {
        if (path === "/readyz") return { body: {} };
        if (`${method} ${path}` in beside) return beside[`${method} ${path}`];
        if (method === "GET" && path.endsWith("/secrets")) return { items: records };
        return path.includes("/secrets/") ? { body: {} } : undefined;
    });
}

const ended = (server: ScriptedServer, changes: Partial<SharedReleaseInputs> = {}) =>
    lifecycle.delete("", inputs({ kubeconfig: server.kubeconfig, ...changes }), context);

describe("a release in another stack's cluster", () => {
    it("is called by its namespace and name, and needs no cluster until its end", async () => {
        expect(await lifecycle.create(inputs())).toEqual({ id: "work/web", outputs: inputs() });
        expect(await lifecycle.update("", inputs(), inputs({ mark: "new" }))).toEqual(inputs({ mark: "new" }));
    });

    it.each([
        [["clusterId"], { clusterId: "d" }],
        [["release"], { release: "shop" }],
        [["namespace"], { namespace: "default" }],
    ])("is another one when its %s changes", async (replaces, changes) => {
        const expected = { changes: true, replaces, deleteBeforeReplace: false };
        expect(await lifecycle.diff("", inputs(), inputs(changes))).toEqual(expected);
    });

    it.each([
        ["new credentials", { kubeconfig: "apiVersion: v2\n" }],
        ["another mark", { mark: "pulumi-k3s other" }],
        ["a name that is not known yet", { release: unknownValue, namespace: unknownValue }],
        ["a cluster that is not known yet", { clusterId: unknownValue, kubeconfig: unknownValue }],
    ])("stays the same one with %s", async (_, changes) => {
        const expected = { changes: true, replaces: [], deleteBeforeReplace: false };
        expect(await lifecycle.diff("", inputs(), inputs(changes))).toEqual(expected);
    });

    it("does not change with how long to wait for it", async () => {
        expect(await lifecycle.diff("", inputs(), inputs({ timeoutSeconds: 5 }))).toMatchObject({ changes: false });
    });
});

describe("the end of a release", () => {
    const info = { description: `${mark}, chart files 0123456789abcdef` };
    const configMap = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\n";
    const ours = (version: number, status = "deployed", manifest = "") =>
        record(status, { version, release: { info, manifest } })[1];

    it("is within seconds done in a cluster that is gone, which is found out once", async () => {
        const server = new ScriptedServer(() => undefined);
        await server.start();
        const { kubeconfig } = server;
        await server.stop();
        const started = Date.now();
        await lifecycle.delete("", inputs({ kubeconfig }), context);
        expect(Date.now() - started).toBeLessThan(12_000);
        expect(messages).toEqual([
            expect.stringMatching(
                /^the cluster no longer exists, and neither does the release web: .* cannot be reached: .*/,
            ),
        ]);
        const again = Date.now();
        await lifecycle.delete("", inputs({ kubeconfig }), context);
        expect(Date.now() - again).toBeLessThan(3_000);
    });

    it("waits for a cluster that is just starting", async () => {
        let asked = 0;
        const server = await serve(({ path }) => {
            if (path !== "/readyz") return { items: [] };
            return (asked += 1) < 4 ? "no answer" : { body: {} };
        });
        await ended(server);
        expect(asked).toBe(4);
        expect(messages).toEqual([]);
    });

    it("fails where the cluster is there and refuses, so that nothing is forgotten", async () => {
        const server = await serve(() => ({ status: 401, body: { message: "Unauthorized" } }));
        await expect(ended(server)).rejects.toThrow(
            /^.*release web in the namespace work .*not uninstalled\.\n {2}Unauthorized\n {2}.*records\nNext: /,
        );
        const starting = await serve(() => ({ status: 503, body: { message: "starting" } }));
        await expect(ended(starting)).rejects.toThrow(/not uninstalled\.\n {2}starting\n/);
    });

    it("is done where Helm knows of it no more", async () => {
        const server = await holding([]);
        await ended(server);
        expect(server.changes).toEqual([]);
    });

    it("leaves another's of its name alone, and says so", async () => {
        const theirs = record("deployed", { release: { info: { description: "Install complete" } } })[1];
        const server = await holding([theirs]);
        await ended(server);
        expect(server.changes).toEqual([]);
        expect(messages).toEqual([
            expect.stringMatching(says(`left … release web … namespace work alone: … description … ${mark}`)),
        ]);
    });

    it("says first in Helm's record that it has begun, and forgets the newest record last", async () => {
        const server = await holding([ours(1, "superseded"), ours(3), ours(2, "superseded")]);
        await ended(server);
        const secret = "/api/v1/namespaces/work/secrets/sh.helm.release.v1.web";
        expect(server.changes).toEqual([
            `PATCH ${secret}.v3`,
            ...["v1", "v2", "v3"].map((version) => `DELETE ${secret}.${version}`),
        ]);
    });

    it("touches no object of one whose history alone is left", async () => {
        const server = await holding([ours(1, "uninstalled", configMap)]);
        await ended(server);
        expect(server.changes).toHaveLength(1);
    });

    it("tells of each object that cannot be deleted, and keeps the record", async () => {
        const path = "/api/v1/namespaces/work/configmaps/web";
        const resources = [{ name: "configmaps", kind: "ConfigMap", namespaced: true }];
        const server = await holding([ours(1, "deployed", configMap)], {
            "GET /api/v1": { body: { resources } },
            [`DELETE ${path}`]: { status: 403, body: { message: "configmaps is forbidden" } },
        });
        await expect(ended(server)).rejects.toThrow(
            /^Not all .*release web in the namespace work .*deleted\.\n {2}ConfigMap work\/web: configmaps is forbidden\nNext: /,
        );
        expect(server.changes.filter((change) => change.startsWith("DELETE"))).toEqual([`DELETE ${path}`]);
    });
});
