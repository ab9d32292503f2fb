import { gunzipSync } from "node:zlib";
import type { V1Secret } from "@kubernetes/client-node";
import { parseAllDocuments } from "yaml";
import { type Api } from "../api";
import { paths } from "../api-paths";
import { list } from "../list";

/** An object as a chart rendered it. */
export interface RenderedObject {
    apiVersion: string;
    kind: string;
    metadata: { name: string; namespace?: string };
}

/** The objects of a release as Helm stored them with it: of that revision, else of the latest one that was deployed. */
export async function storedObjects(
    api: Api,
    namespace: string,
    release: string,
    revision: number | undefined,
    signal: AbortSignal,
): Promise<RenderedObject[]> {
    const secrets = await list<V1Secret>(api, paths.secrets(namespace), {
        query: { labelSelector: `owner=helm,name=${release}` },
        signal,
    });
    const wanted = secrets.filter(({ metadata }) =>
        revision === undefined
            ? metadata?.labels?.["status"] === "deployed"
            : metadata?.labels?.["version"] === String(revision),
    );
    const latest = wanted.sort((a, b) => version(b) - version(a))[0];
    return latest?.data?.["release"] ? renderedObjects(latest.data["release"]) : [];
}

/** Helm's own encoding: JSON, gzip, base64; and Kubernetes' base64 around it. */
export function renderedObjects(data: string): RenderedObject[] {
    const helmText = Buffer.from(data, "base64").toString("utf8");
    const { manifest } = JSON.parse(gunzipSync(Buffer.from(helmText, "base64")).toString("utf8")) as {
        manifest: string;
    };
    return parseAllDocuments(manifest)
        .map((document) => document.toJS() as RenderedObject | null)
        .filter((object) => object !== null);
}

function version({ metadata }: V1Secret): number {
    return Number(metadata?.labels?.["version"]);
}
