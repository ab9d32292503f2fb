import { type Api } from "../../../provider/kubernetes/api";
import { ApiError, Unreachable } from "../../../provider/kubernetes/errors";
import { unknownValue } from "../../../provider/lifecycle";
import { ManifestReady, type ManifestReadyInputs } from "../../../provider/resources/manifest-ready";

const web = {
    apiVersion: "apps/v1",
    kind: "Deployment",
    namespace: "shop",
    name: "web",
    uid: "1",
    generation: 1,
} as const;
const inputs: ManifestReadyInputs = {
    kubeconfig: "k",
    clusterId: "0123",
    manifest: "app",
    workloads: [web],
    timeoutSeconds: 300,
};
const deployments = "/apis/apps/v1/namespaces/shop/deployments";

function deployment(availableReplicas: number) {
    const status = { observedGeneration: 1, replicas: 1, updatedReplicas: 1, availableReplicas };
    return { metadata: { name: "web", namespace: "shop", generation: 1, uid: "1" }, spec: { replicas: 1 }, status };
}

/** An API server with these objects, by the path of their list, and no others; an error is thrown. */
function api(lists: Record<string, object[] | Error>, asked: string[] = []): Api {
    const request = (_method: string, path: string) => {
        asked.push(path);
        const items = lists[path] ?? [];
        return items instanceof Error ? Promise.reject(items) : Promise.resolve({ items });
    };
    return { server: "https://127.0.0.1:1", request } as unknown as Api;
}

const works = api({ [deployments]: [deployment(1)] });
const diff = (found: Api, change: Partial<ManifestReadyInputs> = {}) =>
    new ManifestReady({ connect: () => Promise.resolve(found) }).diff("app", inputs, { ...inputs, ...change });

describe("a ManifestReady", () => {
    it.each<[string, Api, Partial<ManifestReadyInputs>]>([
        ["its workloads work", works, {}],
        ["there is more time", works, { timeoutSeconds: 900 }],
        ["the Manifest is called otherwise", works, { manifest: "other" }],
        ["the cluster does not answer, which another tells", api({ [deployments]: new Unreachable("x") }), {}],
        ["it may not look", api({ [deployments]: new ApiError(403, "no") }), {}],
    ])("stays while %s", async (_, found, change) => {
        expect(await diff(found, change)).toEqual({ changes: false });
    });

    it.each<[string, Api, Partial<ManifestReadyInputs>]>([
        ["a workload has another generation", works, { workloads: [{ ...web, generation: 2 }] }],
        ["a workload was made anew", works, { workloads: [{ ...web, uid: "2" }] }],
        ["there is one more", works, { workloads: [web, { ...web, name: "api" }] }],
        ["a workload is about to change", works, { workloads: [{ ...web, uid: unknownValue }] }],
        ["a workload does not work any more", api({ [deployments]: [deployment(0)] }), {}],
        ["somebody deleted a workload", api({}), {}],
    ])("waits again when %s", async (_, found, change) => {
        expect(await diff(found, change)).toMatchObject({ changes: true });
        expect((await diff(found, change)).replaces ?? []).toEqual([]);
    });

    it("takes a Job for done that is gone and was waited for, as a state of 0.2.0 has it; and waits again for a new one", async () => {
        const seed = { apiVersion: "batch/v1", kind: "Job", namespace: "shop", name: "seed", uid: "2" } as const;
        const ready = new ManifestReady({ connect: () => Promise.resolve(works) });
        const state = { ...inputs, workloads: [web, seed] };
        expect(await ready.diff("app", state, state)).toEqual({ changes: false });
        expect(await ready.diff("app", inputs, state)).toEqual({ changes: true, replaces: [] });
    });

    it("is another one in another cluster", async () => {
        for (const clusterId of ["4567", unknownValue]) {
            expect(await diff(works, { clusterId })).toEqual({ changes: true, replaces: ["clusterId"] });
        }
    });

    it("lists each kind once, however many there are, and nothing outside their namespaces without need", async () => {
        const asked: string[] = [];
        const workloads = Array.from({ length: 50 }, (_, index) => ({ ...web, name: `web-${index}` }));
        const found = api({}, asked);
        const ready = new ManifestReady({ connect: () => Promise.resolve(found) });
        await ready.diff("app", { ...inputs, workloads }, { ...inputs, workloads });
        expect(asked.sort()).toEqual(
            [deployments, "/apis/apps/v1/namespaces/shop/replicasets", "/api/v1/namespaces/shop/pods"].sort(),
        );
    });
});
