import { gzipSync } from "node:zlib";
import { applyPatch, type Api } from "../../provider/kubernetes/api";
import { find } from "../../provider/kubernetes/list";
import { ResourcePaths } from "../../provider/kubernetes/resource-paths";

export interface TestObject {
    apiVersion: string;
    kind: string;
    metadata: { name: string; [field: string]: unknown };
}

/** Creates a namespace, and waits until it accepts pods. */
export async function makeNamespace(api: Api, name: string): Promise<void> {
    await api.request("POST", "/api/v1/namespaces", { body: { metadata: { name } } });
    // Kubernetes refuses pods until the namespace has its default service account.
    while (!(await find(api, `/api/v1/namespaces/${name}/serviceaccounts/default`))) await Promise.resolve();
}

export async function applyObjects(
    api: Api,
    where: string,
    objects: TestObject[],
    fieldManager = "test",
): Promise<{ uid: string; generation?: number }[]> {
    const paths = new ResourcePaths(api, AbortSignal.timeout(10_000));
    const applied = [];
    for (const body of objects) {
        const { apiVersion, kind, metadata } = body;
        const path = await paths.find({ apiVersion, kind, namespace: where, name: metadata.name });
        const query = { fieldManager, force: "true" };
        const options = { query, body, contentType: applyPatch };
        const { metadata: made } = await api.request<{ metadata: { uid: string; generation?: number } }>(
            "PATCH",
            path ?? "",
            options,
        );
        applied.push(made);
    }
    return applied;
}

/** Stores a release as Helm does. */
export async function storeRelease(
    api: Api,
    where: string,
    objects: object[],
    { status = "deployed", hooks = [] as object[], description = "" } = {},
): Promise<void> {
    const manifest = objects
        .map((object) => `---\n# Source: web/templates/x.yaml\n${JSON.stringify(object)}`)
        .join("\n");
    const release = { name: "web", manifest, hooks, info: { description } };
    const stored = gzipSync(JSON.stringify(release)).toString("base64");
    const labels = { owner: "helm", name: "web", version: "1", status };
    const body = { metadata: { name: "sh.helm.release.v1.web.v1", labels }, stringData: { release: stored } };
    await api.request("POST", `/api/v1/namespaces/${where}/secrets`, { body });
}
