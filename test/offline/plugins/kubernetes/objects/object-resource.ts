import {
    type CheckResult,
    type DiffResult,
    InitializationError,
    type Plugin,
    type PropertyMap,
} from "../../host/plugin";
import { ApiError, isAlreadyExists, isNotFound, NoMatchError } from "../api/api-error";
import type { ClusterApi } from "../api/cluster-api";
import type { Cluster } from "../cluster";
import type { Settings } from "../config/settings";
import { at, containsUnknown, type JsonObject, objectAt, textAt, withValue } from "../json";
import { awaitReady, readinessNow } from "../readiness/await-ready";
import { withSecretsOfKind } from "../secrets";
import { deleteObject } from "./delete-object";
import { diffObject } from "./diff-object";
import { named } from "./naming";
import { normalize } from "./normalize";
import { idOf, initialApiVersion, liveOf, managerFor, parseId, stateOf } from "./object-state";
import { createObject, updateObject, type WriteOptions } from "./object-writer";
import { pruneToShape } from "./prune";
import { isNamespaced } from "./scope";
import { nameOf } from "./type-token";
import { fromProperties, toProperties } from "./underscores";

type Request<Method extends "check" | "diff" | "create" | "read" | "update" | "delete"> = Parameters<Plugin[Method]>[0];

/** Every Kubernetes object, whatever its kind. */
export class ObjectResource {
    /** Scopes of the definitions that this program brings itself, by `Kind.group`. */
    private readonly plannedScopes = new Map<string, string>();

    constructor(
        private readonly cluster: Cluster,
        private readonly settings: Settings,
    ) {}

    async check({ urn, olds, news }: Request<"check">): Promise<CheckResult> {
        if (/List$/.test(textAt(news, "kind")) && Array.isArray(news.items)) {
            throw new Error("list resources cannot be created directly. Use the underlying resource type instead");
        }
        const hasOlds = Object.keys(olds).length > 0;
        const object = named(normalize(fromProperties(news)), hasOlds ? fromProperties(olds) : undefined, nameOf(urn));
        if (!textAt(object, "metadata", "name") && at(object, "metadata", "generateName") !== undefined) {
            throw new Error("the `.metadata.generateName` field is not supported in Server-Side Apply mode");
        }
        this.rememberDefinition(object);
        const placed = await this.inDefaultNamespace(object);
        return { inputs: toProperties(withSecretsOfKind(placed)) };
    }

    async diff({ state, oldInputs, inputs, ignoreChanges }: Request<"diff">): Promise<DiffResult> {
        const object = fromProperties(inputs);
        return diffObject({
            live: liveOf(state),
            oldInputs: fromProperties(oldInputs),
            inputs: object,
            ignoreChanges,
            namespaced: await this.isNamespaced(object),
            mutability: this.settings,
        });
    }

    async create({ urn, inputs, preview, timeoutSeconds }: Request<"create">) {
        const object = fromProperties(inputs);
        const api = preview ? await this.previewApi(object) : this.reachableApi();
        if (!api) {
            return { id: "", state: inputs };
        }
        const manager = managerFor(object);
        let live: JsonObject;
        try {
            live = await createObject(api, object, this.writeOptions(manager, preview));
        } catch (error) {
            if (preview && cannotBePreviewed(error)) {
                return { id: "", state: inputs };
            }
            throw notCreated(urn, error);
        }
        const version = textAt(object, "apiVersion");
        if (preview) {
            return { id: "", state: stateOf(withValue(live, ["status"], undefined), version, manager) };
        }
        const ready = await awaitReady(api, { inputs: object, live, timeoutSeconds });
        const state = stateOf(ready.live, version, manager);
        if (ready.failure) {
            const what = `resource "${urn}" was successfully created, but the Kubernetes API server reported that it failed to fully initialize or become live: ${ready.failure.message}`;
            throw new InitializationError(idOf(live), state, [what, ...ready.failure.reasons]);
        }
        return { id: idOf(live), state };
    }

    async update(request: Request<"update">): Promise<PropertyMap> {
        const { urn, preview, state, timeoutSeconds } = request;
        const inputs = normalize(fromProperties(request.inputs));
        const api = preview ? await this.previewApi(inputs) : this.reachableApi();
        if (!api) {
            return request.inputs;
        }
        const manager = managerFor(inputs, state);
        const version = initialApiVersion(state, inputs);
        const oldLive = liveOf(state);
        const path = await api.objectPath(oldLive);
        try {
            const before = await api.send("GET", path);
            const live = await updateObject(api, before, inputs, this.writeOptions(manager, preview));
            if (preview) {
                return stateOf(live, version, manager);
            }
            const ready = await awaitReady(api, { inputs, live, before, timeoutSeconds });
            if (!ready.failure) {
                return stateOf(ready.live, version, manager);
            }
            throw notLive(
                ready.live,
                stateOf(ready.live, version, manager),
                ready.failure.message,
                ready.failure.reasons,
            );
        } catch (error) {
            if (error instanceof InitializationError) {
                throw error;
            }
            if (preview && error instanceof ApiError && error.status === 403) {
                return request.inputs;
            }
            const message = (error as Error).message;
            const live = await api.send("GET", path).catch(() => undefined);
            if (error instanceof NoMatchError || !live) {
                throw new Error(`update of resource "${urn}" failed: ${message}`, { cause: error });
            }
            throw notLive(live, stateOf(live, version, manager), message, []);
        }
    }

    async read({ urn, id, state, inputs }: Request<"read">): ReturnType<Plugin["read"]> {
        const { api } = this.cluster;
        if (!api) {
            if (this.settings.deleteUnreachable) {
                return undefined;
            }
            if (this.settings.skipUpdateUnreachable) {
                return { id, state, inputs };
            }
            throw new Error(
                `failed to read resource state due to unreachable cluster (${this.cluster.unreachableReason}). If the cluster was deleted, you can remove this resource from Pulumi state by rerunning the operation with the PULUMI_K8S_DELETE_UNREACHABLE environment variable set to "true"`,
            );
        }
        const known = Object.keys(inputs).length > 0 ? fromProperties(inputs) : liveOf(state);
        if (!textAt(known, "kind")) {
            throw new Error(`reading ${urn} without inputs (import, get) is not part of this stand-in`);
        }
        const { namespace, name } = parseId(id);
        const live = await readLive(api, withValue(known, ["metadata", "namespace"], namespace || undefined), name);
        if (!live) {
            return undefined;
        }
        const liveInputs = toProperties(withSecretsOfKind(pruneToShape(live, normalize(known))));
        const liveState = stateOf(live, initialApiVersion(state, known), managerFor(known, state));
        const failure = await readinessNow(api, known, live);
        if (failure) {
            throw new InitializationError(id, liveState, [failure.message, ...failure.reasons], liveInputs);
        }
        return { id, state: liveState, inputs: liveInputs };
    }

    async delete({ id, state, timeoutSeconds }: Request<"delete">): Promise<void> {
        const { api } = this.cluster;
        if (api) {
            await deleteObject(api, liveOf(state), parseId(id).name, timeoutSeconds);
        } else if (!this.settings.deleteUnreachable) {
            throw new Error(
                `configured Kubernetes cluster is unreachable: ${this.cluster.unreachableReason}. If the cluster was deleted, you can remove this resource from Pulumi state by rerunning the operation with the PULUMI_K8S_DELETE_UNREACHABLE environment variable set to "true"`,
            );
        }
    }

    private reachableApi(): ClusterApi {
        if (!this.cluster.api) {
            throw new Error(`configured Kubernetes cluster is unreachable: ${this.cluster.unreachableReason}`);
        }
        return this.cluster.api;
    }

    /** Undefined when a preview can only repeat the inputs. */
    private async previewApi(object: JsonObject): Promise<ClusterApi | undefined> {
        const { api } = this.cluster;
        const possible =
            !containsUnknown(object) && (await api?.hasKind(textAt(object, "apiVersion"), textAt(object, "kind")));
        return possible ? api : undefined;
    }

    private async inDefaultNamespace(object: JsonObject): Promise<JsonObject> {
        const { defaultNamespace } = this.cluster;
        if (!defaultNamespace || at(object, "metadata", "namespace") !== undefined) {
            return object;
        }
        return (await this.isNamespaced(object))
            ? withValue(object, ["metadata", "namespace"], defaultNamespace)
            : object;
    }

    private isNamespaced(object: JsonObject): Promise<boolean> {
        return isNamespaced(this.cluster.api, this.plannedScopes, textAt(object, "apiVersion"), textAt(object, "kind"));
    }

    private rememberDefinition(object: JsonObject): void {
        if (object.kind === "CustomResourceDefinition") {
            const spec = objectAt(object, "spec");
            this.plannedScopes.set(`${textAt(spec, "names", "kind")}.${textAt(spec, "group")}`, textAt(spec, "scope"));
        }
    }

    private writeOptions(manager: string, preview: boolean): WriteOptions {
        const { enablePatchForce, upsertExistingObjects } = this.settings;
        return { manager, preview, enablePatchForce, upsertExistingObjects };
    }
}

async function readLive(api: ClusterApi, object: JsonObject, name: string): Promise<JsonObject | undefined> {
    try {
        return await api.send("GET", await api.objectPath(object, name));
    } catch (error) {
        if (isNotFound(error) || error instanceof NoMatchError) {
            return undefined;
        }
        throw error;
    }
}

function cannotBePreviewed(error: unknown): boolean {
    const withoutDryRun = error instanceof ApiError && error.message.includes("does not support dry run");
    const forbidden = error instanceof ApiError && error.status === 403;
    const namespaceMissing = error instanceof ApiError && error.namespaceMissing;
    return forbidden || namespaceMissing || withoutDryRun || isAlreadyExists(error);
}

function notCreated(urn: string, error: unknown): Error {
    const message = (error as Error).message;
    return error instanceof NoMatchError
        ? new Error(
              `creation of resource "${urn}" failed because the Kubernetes API server reported that the apiVersion for this resource does not exist. Verify that any required CRDs have been created: ${message}`,
              { cause: error },
          )
        : new Error(`resource "${urn}" was not successfully created by the Kubernetes API server: ${message}`, {
              cause: error,
          });
}

function notLive(live: JsonObject, state: JsonObject, message: string, reasons: string[]): InitializationError {
    const id = idOf(live);
    const what = `the Kubernetes API server reported that "${id}" failed to fully initialize or become live: ${message}`;
    return new InitializationError(id, state, [what, ...reasons]);
}
