import { type StoredHook } from "./stored-release";

/** The moments of an uninstallation. */
export type Moment = "pre-delete" | "post-delete";
export type DeletePolicy = "before-hook-creation" | "hook-succeeded" | "hook-failed";

/** A hook with its weight and delete policies, as Helm stores them. */
export interface DeletionHook extends StoredHook {
    name: string;
    kind: string;
    weight?: number;
    delete_policies?: string[];
}

/**
 * Returns the hooks of a moment in Helm's order: by weight, then by name. Equal hooks keep the stored order, which is
 * by kind.
 */
export function hooksAt(moment: Moment, hooks: StoredHook[] = []): DeletionHook[] {
    return (hooks as DeletionHook[])
        .filter(({ events = [] }) => events.includes(moment))
        .sort((a, b) => (a.weight ?? 0) - (b.weight ?? 0) || compare(a.name, b.name));
}

/**
 * Reports whether a policy removes a hook's objects. A CustomResourceDefinition is never removed, because all its
 * objects would be deleted with it.
 */
export function isRemoved({ kind, delete_policies: policies = [] }: DeletionHook, policy: DeletePolicy): boolean {
    if (kind === "CustomResourceDefinition") return false;
    return policies.length > 0 ? policies.includes(policy) : policy === "before-hook-creation";
}

function compare(a: string, b: string): number {
    if (a === b) return 0;
    return a < b ? -1 : 1;
}
