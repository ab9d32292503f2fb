import type { KubernetesObject } from "@kubernetes/client-node";
import { Failure } from "../../failure";
import { type Api } from "../api";
import { named } from "../api-paths";
import { isNotFound } from "../errors";
import { describeReference, type ObjectReference } from "../object-reference";
import { type ResourcePaths } from "../resource-paths";
import { watchUntil } from "../watch-until";
import { referenceTo } from "./stored-release";
import { type ChartObject, unpacked } from "./uninstall-objects";
import { inUninstallOrder } from "./uninstall-order";

/** What every step of an uninstallation is done with. */
export interface Uninstallation {
    api: Api;
    namespace: string;
    release: string;
    paths: ResourcePaths;
    signal: AbortSignal;
    report: (message: string) => void;
}

/** Deletes objects kind by kind, as Helm does: on after a refusal, which it tells of in the end. */
export async function deleteInOrder(at: Uninstallation, objects: ChartObject[]): Promise<void> {
    const kinds = inUninstallOrder(objects).map((kind) => kind.flatMap(unpacked));
    // All are looked up before: those of a kind that the release itself defines go with its definition.
    const located = await Promise.all(kinds.map((kind) => Promise.all(kind.map((object) => locate(at, object)))));
    const refusals: string[] = [];
    for (const kind of located) {
        const [first] = kind;
        if (first) at.report(`deleting ${kind.length} ${first.reference.kind}${kind.length > 1 ? "s" : ""}`);
        const deleted = kind.map(async ({ reference, path }) => {
            await remove(at, path).catch((error: unknown) => {
                at.signal.throwIfAborted();
                refusals.push(`${describeReference(reference)}: ${(error as Error).message}`);
            });
        });
        await Promise.all(deleted);
    }
    if (refusals.length > 0) throw notDeleted(at, refusals);
}

/** Deletes objects and waits until they are gone, so that others of their names can be made. */
export async function deleteAway(at: Uninstallation, objects: ChartObject[]): Promise<void> {
    for (const object of objects.flatMap(unpacked)) {
        const { path } = await locate(at, object);
        await remove(at, path);
        if (path !== undefined) await untilGone(at, path);
    }
}

/** The path of a kind's objects, from that of one of them. */
export function collectionOf(path: string): string {
    return path.slice(0, path.lastIndexOf("/"));
}

export async function locate(
    { namespace, paths }: Uninstallation,
    object: ChartObject,
): Promise<{ reference: ObjectReference; path: string | undefined }> {
    const reference = referenceTo(object, namespace);
    return { reference, path: await paths.find(reference) };
}

/** What is of a kind that the server does not have is gone. */
async function remove({ api, signal }: Uninstallation, path: string | undefined): Promise<void> {
    if (path === undefined) return;
    try {
        await api.request("DELETE", path, { query: { propagationPolicy: "Background" }, signal });
    } catch (error) {
        if (!isNotFound(error)) throw error;
    }
}

function untilGone({ api, signal }: Uninstallation, path: string): Promise<true> {
    const name = decodeURIComponent(path.slice(path.lastIndexOf("/") + 1));
    const objects = { path: collectionOf(path), query: named(name) };
    const isGone = (seen: { objects: KubernetesObject[] }) => seen.objects.length === 0 || undefined;
    return watchUntil(api, { objects }, isGone, { signal });
}

function notDeleted({ release, namespace }: Uninstallation, refusals: string[]): Failure {
    return new Failure(`Not all of the release ${release} in the namespace ${namespace} can be deleted.`, {
        why: refusals,
        next: "remove what refuses it, then run the same again: it goes on with what is left",
    });
}
