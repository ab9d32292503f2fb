import { createServer, type IncomingMessage } from "node:http";
import { type AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import type { KubernetesObject, V1Secret } from "@kubernetes/client-node";
import { type Api } from "../../../provider/kubernetes/api";
import { paths } from "../../../provider/kubernetes/api-paths";
import { connectKubernetes } from "../../../provider/kubernetes/client";
import { encodeRelease, type StoredRelease } from "../../../provider/helm/stored-release";
import { kubeconfigFor } from "../forward/fake-api-server";

/** A fake API server with the objects that a test gives it, for states that no real one has on demand. */
export interface FakeCluster {
    api: Api;
    /** The objects by path. */
    objects: Map<string, KubernetesObject>;
    /** The bodies of PATCH requests, by path. */
    patches: Map<string, unknown>;
    close(): void;
}

export async function fakeCluster(): Promise<FakeCluster> {
    const objects = new Map<string, KubernetesObject>();
    const patches = new Map<string, unknown>();
    const server = createServer((request, response) => {
        void answer(request).then((body) => {
            // A watch sends nothing and does not end.
            if (body === undefined) response.flushHeaders();
            else response.setHeader("content-type", "application/json").end(JSON.stringify(body));
        });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const close = () => {
        server.close();
        server.closeAllConnections();
    };
    return { api: await connectKubernetes(kubeconfigFor(url)), objects, patches, close };

    async function answer(request: IncomingMessage): Promise<object | undefined> {
        const { pathname: path, searchParams } = new URL(request.url ?? "", "http://fake");
        if (request.method === "DELETE") objects.delete(path);
        if (request.method === "PATCH") patches.set(path, await json(request));
        if (searchParams.has("watch")) return undefined;
        const labels = searchParams.get("labelSelector")?.split(",") ?? [];
        const items = [...objects].filter(([its, object]) => its.startsWith(`${path}/`) && hasLabels(object, labels));
        return { metadata: { resourceVersion: "1" }, items: items.map(([, object]) => object) };
    }
}

function hasLabels({ metadata }: KubernetesObject, labels: string[]): boolean {
    return labels.map((label) => label.split("=")).every(([key = "", value]) => metadata?.labels?.[key] === value);
}

interface Recorded {
    namespace?: string;
    name?: string;
    version?: number;
    release?: Partial<StoredRelease>;
}

/** Returns one of Helm's records of a release, with its path. */
export function record(
    status: string,
    { namespace = "work", name = "web", version = 1, release = {} }: Recorded = {},
): [string, V1Secret] {
    const secret = `sh.helm.release.v1.${name}.v${version}`;
    const labels = { owner: "helm", name, version: String(version), status };
    const metadata = { namespace, name: secret, labels, creationTimestamp: "2026-01-02T03:04:05Z" };
    const data = { release: encodeRelease({ manifest: "", ...release }) };
    // The time is text, as the server sends it; the client's types promise a Date.
    return [`${paths.secrets(namespace)}/${secret}`, { metadata, data } as unknown as V1Secret];
}
