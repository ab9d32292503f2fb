// Stands for: Helm's storage driver; a release is a Secret with a gzipped JSON document.
import { gunzipSync } from "node:zlib";
import type { ClusterApi } from "../api/cluster-api";
import { type JsonObject, listAt, numberAt, textAt } from "../json";

/** The newest revision of the release, undefined when there is none. */
export async function storedRelease(api: ClusterApi, namespace: string, name: string): Promise<JsonObject | undefined> {
    const secrets = await api.send("GET", await api.collection("v1", "Secret", namespace), {
        query: { labelSelector: `owner=helm,name=${name}` },
    });
    const [newest] = listAt(secrets, "items")
        .map((item) => decode(textAt(item, "data", "release")))
        .sort((left, right) => revisionOf(right) - revisionOf(left));
    return newest;
}

export function revisionOf(release: JsonObject | undefined): number {
    return numberAt(release, "version") ?? 0;
}

function decode(data: string): JsonObject {
    // Once by the API server for the Secret, once by Helm for its own text.
    const zipped = Buffer.from(Buffer.from(data, "base64").toString("utf8"), "base64");
    return JSON.parse(gunzipSync(zipped).toString("utf8")) as JsonObject;
}
