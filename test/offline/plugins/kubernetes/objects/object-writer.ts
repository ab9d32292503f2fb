import { setTimeout as sleep } from "node:timers/promises";
import { ApiError, isAlreadyExists, isNotFound, NoMatchError } from "../api/api-error";
import type { ClusterApi } from "../api/cluster-api";
import { type JsonObject, textAt, withValue } from "../json";
import { createManager, handedOver, patchForce } from "./field-managers";
import { randomName } from "./naming";

export interface WriteOptions {
    manager: string;
    preview: boolean;
    enablePatchForce: boolean;
    upsertExistingObjects: boolean;
}

const applyPatch = "application/apply-patch+yaml";
const retryDelaysSeconds = [1, 2, 4, 8, 16];
const existsHint = `

The resource already exists in the cluster. Give it an alias if it was renamed, import it, manage some of its fields
with a Patch resource, or set upsertExistingObjects on the provider to update existing objects on create.`;

export async function createObject(api: ClusterApi, inputs: JsonObject, options: WriteOptions): Promise<JsonObject> {
    try {
        return await retried(() => createOnce(api, inputs, options), options.preview);
    } catch (error) {
        if (isAlreadyExists(error) && error instanceof ApiError) {
            throw new ApiError(error.status, { ...error.body, message: error.message + existsHint });
        }
        throw error;
    }
}

async function createOnce(api: ClusterApi, inputs: JsonObject, options: WriteOptions): Promise<JsonObject> {
    const query = dryRun(options.preview);
    if (!options.upsertExistingObjects) {
        const path = await api.collectionOf(inputs);
        return api.send("POST", path, { query: { ...query, fieldManager: createManager }, body: inputs });
    }
    const force = patchForce(inputs, undefined, options);
    try {
        return await apply(api, inputs, textAt(inputs, "metadata", "name"), options, force);
    } catch (error) {
        if (options.preview && error instanceof ApiError && error.message.includes("field is immutable")) {
            // The object is about to be replaced: only one with another name can be tried.
            const name = randomName(`${textAt(inputs, "metadata", "name")}-`);
            return apply(api, withValue(inputs, ["metadata", "name"], name), name, options, force);
        }
        throw error;
    }
}

export async function updateObject(api: ClusterApi, live: JsonObject, inputs: JsonObject, options: WriteOptions) {
    const name = textAt(live, "metadata", "name");
    if (inputs.kind === "CustomResourceDefinition") {
        const version = textAt(live, "metadata", "resourceVersion");
        return api.send("PUT", await api.objectPath(inputs, name), {
            query: { ...dryRun(options.preview), fieldManager: options.manager },
            body: withValue(inputs, ["metadata", "resourceVersion"], version),
        });
    }
    const managedFields = options.preview ? undefined : handedOver(live, options.manager);
    if (managedFields) {
        await api.send("PATCH", await api.objectPath(inputs, name), {
            contentType: "application/json-patch+json",
            body: [
                { op: "replace", path: "/metadata/managedFields", value: managedFields },
                {
                    op: "replace",
                    path: "/metadata/resourceVersion",
                    value: textAt(live, "metadata", "resourceVersion"),
                },
            ],
        });
    }
    const force = patchForce(inputs, live, options);
    return apply(api, inputs, name, options, force);
}

async function apply(
    api: ClusterApi,
    inputs: JsonObject,
    name: string,
    { manager, preview }: WriteOptions,
    force: boolean,
): Promise<JsonObject> {
    try {
        return await api.send("PATCH", await api.objectPath(inputs, name), {
            contentType: applyPatch,
            query: { ...dryRun(preview), fieldManager: manager, force: String(force), fieldValidation: "Warn" },
            body: inputs,
        });
    } catch (error) {
        if (error instanceof ApiError && error.status === 409) {
            const message = [
                "server-side apply field conflict detected",
                `The resource managed by field manager "${manager}" had an apply conflict: ${error.message}`,
            ];
            throw new ApiError(error.status, { ...error.body, message: message.join("\n") });
        }
        throw error;
    }
}

/** A namespace or a kind that is about to be created by another resource may be a moment late. */
async function retried<Result>(attempt: () => Promise<Result>, preview: boolean): Promise<Result> {
    for (const seconds of retryDelaysSeconds) {
        try {
            return await attempt();
        } catch (error) {
            const missing = error instanceof NoMatchError || isNotFound(error);
            if (!missing || (preview && error instanceof ApiError && error.namespaceMissing)) {
                throw error;
            }
            await sleep(seconds * 1000);
        }
    }
    return attempt();
}

function dryRun(preview: boolean): Record<string, string> {
    return preview ? { dryRun: "All" } : {};
}
