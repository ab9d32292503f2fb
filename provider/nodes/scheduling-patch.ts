import type { V1Node } from "@kubernetes/client-node";

/** The settings that decide which pods a node accepts. */
export interface Scheduling {
    labels: Record<string, string>;
    /** In kubectl's notation: `key=value:effect`. */
    taints: string[];
}

interface Taint {
    key: string;
    value?: string;
    effect: string;
}

export function hasScheduling(node: V1Node, { labels, taints }: Scheduling): boolean {
    const live = new Set((node.spec?.taints ?? []).map(written));
    const hasLabels = Object.entries(labels).every(([key, value]) => node.metadata?.labels?.[key] === value);
    return hasLabels && taints.every((taint) => live.has(written(parsed(taint))));
}

/**
 * Returns a JSON merge patch from the node's present settings to the wanted ones. It removes what was wanted before and
 * is not any more, and keeps everything else, such as the taints of Kubernetes' own controllers. The resource version
 * makes the server refuse the patch if the node has changed meanwhile: taints are a list, and a merge patch replaces a
 * list as a whole.
 */
export function schedulingPatch(node: V1Node, before: Scheduling | undefined, wanted: Scheduling): object {
    const gone = Object.keys(before?.labels ?? {}).filter((key) => !(key in wanted.labels));
    const replaced = [...(before?.taints ?? []), ...wanted.taints].map((taint) => place(parsed(taint)));
    const others = (node.spec?.taints ?? []).filter((taint) => !replaced.includes(place(taint)));
    return {
        metadata: {
            resourceVersion: node.metadata?.resourceVersion,
            labels: { ...Object.fromEntries(gone.map((key) => [key, null])), ...wanted.labels },
        },
        spec: { taints: [...others, ...wanted.taints.map(parsed)] },
    };
}

function parsed(taint: string): Taint {
    const [, key = "", value, effect = ""] = /^([^=:]+)(?:=([^:]*))?:(\w+)$/.exec(taint) ?? [];
    return { key, ...(value ? { value } : {}), effect };
}

/** Returns the key of a taint: a node has at most one taint with a given key and effect. */
function place({ key, effect }: Taint): string {
    return `${key}:${effect}`;
}

function written({ key, value, effect }: Taint): string {
    return `${key}=${value ?? ""}:${effect}`;
}
