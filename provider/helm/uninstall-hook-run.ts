import type { KubernetesObject } from "@kubernetes/client-node";
import { Failure } from "../failure";
import { nameOf } from "../kubernetes/object-name";
import { changeTimeoutMs, refusalOf } from "../kubernetes/webhook-configurations";
import { collectionOf, deleteAway, locate, type Uninstallation } from "./uninstall-delete";
import { type Made, untilDone } from "./uninstall-hook-end";
import { type DeletePolicy, type DeletionHook, hooksAt, isRemoved, type Moment } from "./uninstall-hooks";
import { objectsIn, type RenderedObject, renderedObjects, type StoredHook } from "./stored-release";

const cleanUpMs = 10_000;

/** Runs the hooks of a moment one after the other, as Helm does, up to the first that fails. */
export async function runHooks(at: Uninstallation, moment: Moment, hooks: StoredHook[] | undefined): Promise<void> {
    const succeeded: DeletionHook[] = [];
    for (const hook of hooksAt(moment, hooks)) {
        await clear(at, hook, "before-hook-creation");
        const made = await make(at, moment, hook);
        try {
            for (const one of made) await untilDone(at, moment, one);
        } catch (error) {
            // The deadline may have passed. The failed hook is what is reported, whether or not the cleanup succeeds.
            const late = { ...at, signal: AbortSignal.timeout(cleanUpMs) };
            await clear(late, hook, "hook-failed").catch(() => undefined);
            for (const done of succeeded) await clear(late, done, "hook-succeeded").catch(() => undefined);
            throw error;
        }
        succeeded.push(hook);
    }
    for (const hook of succeeded.reverse()) await clear(at, hook, "hook-succeeded");
}

async function clear(at: Uninstallation, hook: DeletionHook, policy: DeletePolicy): Promise<void> {
    if (isRemoved(hook, policy)) await deleteAway(at, renderedObjects(hook.manifest));
}

async function make(at: Uninstallation, moment: Moment, hook: DeletionHook): Promise<Made[]> {
    const made: Made[] = [];
    for (const object of objectsIn(hook.manifest)) {
        try {
            made.push(await create(at, object));
        } catch (error) {
            at.signal.throwIfAborted();
            throw await notMade(at, moment, object, error);
        }
    }
    return made;
}

async function create(at: Uninstallation, object: RenderedObject): Promise<Made> {
    const { reference, path } = await locate(at, object);
    if (path === undefined) throw new Error(`the API server has no ${object.kind} of ${object.apiVersion}`);
    const collection = collectionOf(path);
    const query = { fieldManager: "helm" };
    const options = { query, body: object, signal: at.signal, timeoutMs: changeTimeoutMs };
    const created = await at.api.request<KubernetesObject>("POST", collection, options);
    return { reference: { ...reference, name: nameOf(created) }, uid: created.metadata?.uid, collection };
}

async function notMade(
    { api, release, namespace }: Uninstallation,
    moment: Moment,
    object: RenderedObject,
    cause: unknown,
): Promise<Failure> {
    const { kind, metadata } = object;
    const { why, next } = await refusalOf(api, cause);
    return new Failure(`The ${moment} hook ${kind} ${metadata.name} of the release ${release} cannot be created.`, {
        why,
        next: `${next ?? "correct the hook in the chart or its values, run pulumi up"}, then run the same again (to skip the hook: helm uninstall ${release} -n ${namespace} --no-hooks, then run the same again)`,
        cause,
    });
}
