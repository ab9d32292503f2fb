import { gunzipSync, gzipSync } from "node:zlib";
import { readTaken } from "../../shared/yaml/read-yaml";
import { parseJson } from "../parse-json";
import { type Api } from "../kubernetes/api";
import { type ObjectReference } from "../kubernetes/object-reference";
import { releaseRecords, revisionOf, statusOf } from "./release-records";

/** An object as a chart rendered it. */
export interface RenderedObject {
    apiVersion: string;
    kind: string;
    metadata: { name: string; namespace?: string; annotations?: Record<string, string> };
}

/** A list of objects that may omit the kind, which the list implies. The list itself need not have a name. */
interface RenderedList {
    apiVersion: string;
    kind: string;
    items: Partial<RenderedObject>[];
}

/**
 * Returns the objects of a release as Helm stored them: those of the given revision, or of the latest deployed one when
 * no revision is given or Helm no longer has it. Returns undefined when Helm has no such release.
 */
export async function storedObjects(
    api: Api,
    namespace: string,
    release: string,
    revision: number | undefined,
    signal: AbortSignal,
): Promise<RenderedObject[] | undefined> {
    const records = await releaseRecords(api, namespace, release, signal);
    if (records.length === 0) return undefined;
    const wanted =
        records.find((record) => revisionOf(record) === revision) ??
        records.find((record) => statusOf(record) === "deployed");
    const stored = wanted?.data?.["release"];
    return stored ? objectsIn(decodeRelease(stored).manifest) : [];
}

/** A hook of a chart, and the events at which Helm runs it: `pre-install`, `post-upgrade`… */
export interface StoredHook {
    manifest: string;
    events?: string[];
}

/** The part of Helm's stored release that is used. */
export interface StoredRelease {
    manifest: string;
    hooks?: StoredHook[];
    info?: { description?: string; status?: string; last_deployed?: string };
    /** The values given to the chart, without its defaults. */
    config?: Record<string, unknown> | null;
    chart?: {
        metadata?: { name?: string; version?: string; appVersion?: string };
        /** The files of the chart itself, in base64. */
        files?: { name: string; data?: string }[];
    };
}

/** Decodes Helm's own encoding (JSON, gzip, base64) and Kubernetes' base64 around it. */
export function decodeRelease(data: string): StoredRelease {
    const helmText = Buffer.from(data, "base64").toString("utf8");
    const text = gunzipSync(Buffer.from(helmText, "base64")).toString("utf8");
    return parseJson(text, "what Helm stored of the release") as StoredRelease;
}

export function encodeRelease(release: StoredRelease): string {
    const helmText = gzipSync(JSON.stringify(release)).toString("base64");
    return Buffer.from(helmText).toString("base64");
}

/**
 * Returns the objects of a stored manifest, parsed as Kubernetes does. Lists are not unpacked, because Helm sorts by their
 * kind when it uninstalls.
 */
export function renderedObjects(manifest: string): RenderedObject[] {
    return (readTaken(manifest) as (RenderedObject | null)[]).filter((object) => object !== null);
}

/** Returns the objects of a stored manifest as Helm applies them: those in lists, instead of the lists. */
export function objectsIn(manifest: string): RenderedObject[] {
    return renderedObjects(manifest).flatMap(unpacked);
}

/** Returns the object, or the objects in it when it is a list. */
export function unpacked(object: RenderedObject | RenderedList): RenderedObject[] {
    if (!isList(object)) return [object];
    const { apiVersion } = object;
    const kind = object.kind.replace(/List$/, "");
    return object.items.flatMap((item) => unpacked({ apiVersion, kind, ...item } as RenderedObject));
}

function isList(object: RenderedObject | RenderedList): object is RenderedList {
    return object.kind.endsWith("List") && "items" in object && Array.isArray(object.items);
}

/** Returns the reference to an object of a release, in the release's namespace unless it names another. */
export function referenceTo({ apiVersion, kind, metadata }: RenderedObject, namespace: string): ObjectReference {
    return { apiVersion, kind, namespace: metadata.namespace ?? namespace, name: metadata.name };
}
