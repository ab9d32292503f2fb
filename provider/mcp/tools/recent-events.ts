import type { CoreV1Event } from "@kubernetes/client-node";
import { type FoldedEvent, foldedEvents } from "../../cli/diagnose/events";
import { everywhere } from "../../kubernetes/api-paths";
import { list } from "../../kubernetes/list";
import { type Resource } from "../../model/resource";
import { clusterApi } from "../../model/sources/cluster-api";

export interface RecentEvents {
    /** Sorted by time, newest last. */
    events: (FoldedEvent & { type: string })[];
    /** Why the events could not be read. */
    problem?: string;
}

/** Reads the events that a cluster still has, and returns those that `isWanted` selects. */
export async function recentEvents(
    cluster: string,
    isWanted: (event: CoreV1Event) => boolean,
    signal: AbortSignal,
): Promise<RecentEvents> {
    try {
        const found = await list<CoreV1Event>(await clusterApi(cluster), everywhere.events, { signal });
        const wanted = found.filter(isWanted);
        const types = [...new Set(wanted.map(({ type = "" }) => type))];
        const events = types.flatMap((type) =>
            foldedEvents(wanted.filter((event) => (event.type ?? "") === type)).map((event) => ({ ...event, type })),
        );
        return { events: events.sort((a, b) => Date.parse(a.last) - Date.parse(b.last)) };
    } catch (error) {
        return { events: [], problem: (error as Error).message };
    }
}

/** Reads the events about a resource and its parts. */
export function eventsAbout(cluster: string, parts: Resource[], signal: AbortSignal): Promise<RecentEvents> {
    const keys = new Set(
        parts.map(({ kind, objectKind, namespace = "", name }) => keyOf(objectKind ?? kind, namespace, name)),
    );
    const deployments = parts.filter(({ objectKind }) => objectKind === "Deployment");
    const isWanted = ({ involvedObject: { kind = "", namespace = "", name = "" } }: CoreV1Event) =>
        keys.has(keyOf(kind, kind === "Node" ? "" : namespace, name)) ||
        (kind === "ReplicaSet" &&
            deployments.some((its) => its.namespace === namespace && name.startsWith(`${its.name}-`)));
    return recentEvents(cluster, isWanted, signal);
}

function keyOf(kind: string, namespace: string, name: string): string {
    return [kind.toLowerCase(), namespace, name].join("/");
}
