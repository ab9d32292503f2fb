import { isNotFound, NoMatchError } from "../api/api-error";
import type { ClusterApi } from "../api/cluster-api";
import { type JsonObject } from "../json";

/** Undefined when the object is gone, or its kind. */
export async function readLive(api: ClusterApi, object: JsonObject, name: string): Promise<JsonObject | undefined> {
    try {
        return await api.send("GET", await api.objectPath(object, name));
    } catch (error) {
        if (isNotFound(error) || error instanceof NoMatchError) {
            return undefined;
        }
        throw error;
    }
}
