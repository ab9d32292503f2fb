import { type Api } from "../../../provider/kubernetes/api";
import { connectKubernetes } from "../../../provider/kubernetes/client";
import { ApiError } from "../../../provider/kubernetes/errors";
import { restoreMissing } from "../../../provider/helm/restore-missing";
import { ResourcePaths } from "../../../provider/kubernetes/resource-paths";
import { isIntact, missingObjects } from "../../../provider/workloads/is-intact";
import { type Answer, ScriptedServer } from "./scripted-server";

const configMap = { apiVersion: "v1", kind: "ConfigMap", namespace: "shop", name: "settings" };
const redis = { apiVersion: "db.example/v1", kind: "Redis", namespace: "shop", name: "cache" };
const core = [
    { kind: "ConfigMap", name: "configmaps", namespaced: true },
    { kind: "Namespace", name: "namespaces", namespaced: false },
    { kind: "ServiceAccount", name: "serviceaccounts/token", namespaced: true },
];
const signal = new AbortController().signal;
/** The answers by path. The group of Redis is missing: somebody deleted its CRD. */
let answers: Record<string, Answer>;
let api: Api;
const server = new ScriptedServer(({ method, path }) => (method === "GET" ? answers[path] : { body: {} }));

beforeAll(async () => {
    await server.start();
    api = await connectKubernetes(server.kubeconfig);
});
afterAll(() => server.stop());
beforeEach(() => {
    answers = { "/api/v1": { body: { resources: core } } };
    server.changes.length = 0;
});

describe("the path of an object", () => {
    it.each([
        [configMap, "/api/v1/namespaces/shop/configmaps/settings"],
        [{ ...configMap, kind: "Namespace", name: "shop" }, "/api/v1/namespaces/shop"],
        [{ ...configMap, kind: "ServiceAccount" }, undefined],
        [redis, undefined],
    ])("of %j is %s", async (reference, path) => {
        expect(await new ResourcePaths(api, signal).find(reference)).toBe(path);
    });

    it("is not known while the server does not tell", async () => {
        answers["/api/v1"] = { status: 403, body: { message: "forbidden" } };
        await expect(new ResourcePaths(api, signal).find(configMap)).rejects.toEqual(new ApiError(403, "forbidden"));
    });
});

describe("a release with objects of a kind that the server has no more", () => {
    it("has those and all others that are missing", async () => {
        expect(await missingObjects(api, [redis, configMap], signal)).toEqual([
            "Redis shop/cache",
            "ConfigMap shop/settings",
        ]);
        expect(await isIntact(api, [redis], [], signal)).toBe(false);
    });

    it("gets back what can be made", async () => {
        const objects = [redis, configMap].map(({ apiVersion, kind, name }) => ({
            apiVersion,
            kind,
            metadata: { name },
        }));
        expect(await restoreMissing(api, "shop", objects, signal)).toEqual(["ConfigMap shop/settings"]);
        expect(server.changes).toEqual(["PATCH /api/v1/namespaces/shop/configmaps/settings"]);
    });
});
