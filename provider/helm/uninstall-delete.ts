import type { KubernetesObject } from "@kubernetes/client-node";
import { Failure } from "../failure";
import { type Api } from "../kubernetes/api";
import { named } from "../kubernetes/api-paths";
import { heldBy, releaseRemedy } from "../diagnostics/finalizers";
import { unansweredWebhook } from "../diagnostics/unanswered-webhook";
import { isNotFound } from "../kubernetes/errors";
import { describeReference, type ObjectReference } from "../kubernetes/object-reference";
import { type ResourcePaths } from "../kubernetes/resource-paths";
import { isDeadline } from "../nodes/until-ready";
import { pause } from "../kubernetes/until-answered";
import { watchUntil } from "../kubernetes/watch-until";
import { changeTimeoutMs, refusalOf } from "../kubernetes/webhook-configurations";
import { referenceTo, type RenderedObject, unpacked } from "./stored-release";
import { inUninstallOrder } from "./uninstall-order";

/** The common parameters of all steps of an uninstallation. */
export interface Uninstallation {
    api: Api;
    namespace: string;
    release: string;
    paths: ResourcePaths;
    signal: AbortSignal;
    report: (message: string) => void;
}

/** The API server notices a moment later that a webhook is gone. */
const moreTries = 5;
const betweenTriesMs = 1_000;

interface Located {
    reference: ObjectReference;
    path: string | undefined;
}

interface Refused extends Located {
    error: unknown;
}

/** Deletes objects kind by kind, as Helm does. Continues after a refusal, and reports all refusals at the end. */
export async function deleteInOrder(at: Uninstallation, objects: RenderedObject[]): Promise<void> {
    const kinds = inUninstallOrder(objects).map((kind) => kind.flatMap(unpacked));
    // All paths are looked up first: objects of a kind that the release itself defines disappear with its definition.
    const located = await Promise.all(kinds.map((kind) => Promise.all(kind.map((object) => locate(at, object)))));
    let refused: Refused[] = [];
    for (const kind of located) {
        const [first] = kind;
        if (first) at.report(`deleting ${kind.length} ${first.reference.kind}${kind.length > 1 ? "s" : ""}`);
        refused.push(...(await removeAll(at, kind)));
    }
    // If the webhook belongs to the release, its Service was deleted early, and its configuration last.
    for (let tries = 0; tries < moreTries && refused.some(isUnanswered); tries++) {
        await pause(betweenTriesMs, at.signal);
        refused = [
            ...refused.filter((one) => !isUnanswered(one)),
            ...(await removeAll(at, refused.filter(isUnanswered))),
        ];
    }
    if (refused.length > 0) throw await notDeleted(at, refused);
}

/** Deletes objects and waits until they are gone, so that others with their names can be created. */
export async function deleteAway(at: Uninstallation, objects: RenderedObject[]): Promise<void> {
    for (const object of objects.flatMap(unpacked)) {
        const located = await locate(at, object);
        const [refused] = await removeAll(at, [located]);
        if (refused) throw await notDeleted(at, [refused]);
        if (located.path !== undefined) await untilGone(at, located.reference, located.path);
    }
}

/** Returns the path of a kind's collection, given the path of one object. */
export function collectionOf(path: string): string {
    return path.slice(0, path.lastIndexOf("/"));
}

export async function locate({ namespace, paths }: Uninstallation, object: RenderedObject): Promise<Located> {
    const reference = referenceTo(object, namespace);
    return { reference, path: await paths.find(reference) };
}

/** Deletes objects in parallel and returns the refusals. */
async function removeAll(at: Uninstallation, objects: Located[]): Promise<Refused[]> {
    const removed = objects.map(async ({ reference, path }) => {
        try {
            await remove(at, path);
            return [];
        } catch (error) {
            at.signal.throwIfAborted();
            return [{ reference, path, error }];
        }
    });
    return (await Promise.all(removed)).flat();
}

/** Deletes an object. An object of a kind that the server does not have is gone already. */
async function remove({ api, signal }: Uninstallation, path: string | undefined): Promise<void> {
    if (path === undefined) return;
    const query = { propagationPolicy: "Background" };
    try {
        await api.request("DELETE", path, { query, signal, timeoutMs: changeTimeoutMs });
    } catch (error) {
        if (!isNotFound(error)) throw error;
    }
}

/** Waits until an object is gone. Reports what keeps it, during the wait and in the failure. */
async function untilGone(at: Uninstallation, reference: ObjectReference, path: string): Promise<void> {
    const { api, release, signal, report } = at;
    const object = describeReference(reference);
    const name = decodeURIComponent(path.slice(path.lastIndexOf("/") + 1));
    const objects = { path: collectionOf(path), query: named(name) };
    let left: KubernetesObject | undefined;
    const isGone = (seen: { objects: KubernetesObject[] }) => {
        [left] = seen.objects;
        if (!left) return true;
        const held = heldBy(left);
        report(`waiting until ${object} is gone${held === undefined ? "" : `: it is kept by ${held}`}`);
        return undefined;
    };
    try {
        await watchUntil(api, { objects }, isGone, { signal });
    } catch (error) {
        if (!isDeadline(error) || !left) throw error;
        throw new Failure(`${object} of the release ${release} was not deleted in time.`, {
            why: `it is being deleted, but is held by ${heldBy(left) ?? "what it owns or runs"}`,
            next: `${releaseRemedy(reference, left)}, then run the same again`,
            cause: error,
        });
    }
}

function isUnanswered({ error }: Refused): boolean {
    return unansweredWebhook((error as Error).message) !== undefined;
}

async function notDeleted({ api, release, namespace }: Uninstallation, refused: Refused[]): Promise<Failure> {
    const told = await Promise.all(refused.map(async ({ error }) => refusalOf(api, error)));
    const next = told.find(({ next }) => next !== undefined)?.next ?? "remove what refuses it";
    return new Failure(`Not all objects of the release ${release} in the namespace ${namespace} can be deleted.`, {
        why: told.map(({ why }, index) => `${describeReference(refused[index]?.reference as ObjectReference)}: ${why}`),
        next: `${next}, then run the same again: it continues with the rest`,
    });
}
