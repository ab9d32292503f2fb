import {
    type CheckResult,
    type DiffResult,
    InitializationError,
    type Plugin,
    type PropertyMap,
} from "../../host/plugin";
import { ApiError, NoMatchError } from "../api/api-error";
import type { ClusterApi } from "../api/cluster-api";
import type { Cluster } from "../cluster";
import type { Settings } from "../config/settings";
import { at, containsUnknown, type JsonObject, objectAt, textAt, withValue } from "../json";
import { awaitReady, readinessNow } from "../readiness/await-ready";
import { withSecretsOfKind } from "../secrets";
import { deleteObject } from "./delete-object";
import { diffObject, inputsAsLive } from "./diff-object";
import { named } from "./naming";
import { normalize } from "./normalize";
import { idOf, initialApiVersion, liveOf, managerFor, parseId, stateOf } from "./object-state";
import {
    cannotBePreviewed,
    createdButNotLive,
    notCreated,
    notLive,
    unreachableOnDelete,
    unreachableOnRead,
} from "./object-errors";
import { createObject, updateObject, type WriteOptions } from "./object-writer";
import { readLive } from "./read-live";
import { isNamespaced } from "./scope";
import { kindOfType, nameOf } from "./type-token";
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
            throw createdButNotLive(urn, live, state, ready.failure);
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
            throw unreachableOnRead(this.cluster.unreachableReason);
        }
        const recorded = Object.keys(inputs).length > 0 ? fromProperties(inputs) : liveOf(state);
        // What the program only gets has no inputs: its type tells what it is.
        const known = textAt(recorded, "kind") ? recorded : { ...recorded, ...kindOfType(urn) };
        const { namespace, name } = parseId(id);
        const live = await readLive(api, withValue(known, ["metadata", "namespace"], namespace || undefined), name);
        if (!live) {
            return undefined;
        }
        const liveInputs = toProperties(withSecretsOfKind(inputsAsLive(live, known)));
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
            throw unreachableOnDelete(this.cluster.unreachableReason);
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
