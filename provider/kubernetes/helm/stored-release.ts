import { gunzipSync, gzipSync } from "node:zlib";
import type { V1Secret } from "@kubernetes/client-node";
import { parseAllDocuments } from "yaml";
import { type Api } from "../api";
import { paths } from "../api-paths";
import { list } from "../list";
import { type ObjectReference } from "../object-reference";

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
    const secrets = await releaseRecords(api, namespace, release, signal);
    const wanted = secrets.filter(({ metadata }) =>
        revision === undefined
            ? metadata?.labels?.["status"] === "deployed"
            : metadata?.labels?.["version"] === String(revision),
    );
    const latest = wanted.sort((a, b) => version(b) - version(a))[0];
    return latest?.data?.["release"] ? renderedObjects(latest.data["release"]) : [];
}

/** The Secrets in which Helm keeps a release, one for each revision. */
export function releaseRecords(api: Api, namespace: string, release: string, signal: AbortSignal): Promise<V1Secret[]> {
    return list<V1Secret>(api, paths.secrets(namespace), {
        query: { labelSelector: `owner=helm,name=${release}` },
        signal,
    });
}

/** What Helm stores of a release, as far as it is looked at. */
interface StoredRelease {
    manifest: string;
    info?: { description?: string; status?: string };
}

/** Helm's own encoding: JSON, gzip, base64; and Kubernetes' base64 around it. */
export function decodeRelease(data: string): StoredRelease {
    const helmText = Buffer.from(data, "base64").toString("utf8");
    return JSON.parse(gunzipSync(Buffer.from(helmText, "base64")).toString("utf8")) as StoredRelease;
}

export function encodeRelease(release: StoredRelease): string {
    const helmText = gzipSync(JSON.stringify(release)).toString("base64");
    return Buffer.from(helmText).toString("base64");
}

export function renderedObjects(data: string): RenderedObject[] {
    return parseAllDocuments(decodeRelease(data).manifest)
        .map((document) => document.toJS() as RenderedObject | null)
        .filter((object) => object !== null);
}

/** Which object of a release is meant; in the release's namespace, where it names none. */
export function referenceTo({ apiVersion, kind, metadata }: RenderedObject, namespace: string): ObjectReference {
    return { apiVersion, kind, namespace: metadata.namespace ?? namespace, name: metadata.name };
}

function version({ metadata }: V1Secret): number {
    return Number(metadata?.labels?.["version"]);
}
