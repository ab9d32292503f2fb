import type * as automation from "@pulumi/pulumi/automation";

/** An operation of the engine on one resource, done or planned. */
export interface Step {
    operation: string;
    /** The type without its module: `Container`, `Identity`, `Deployment`… */
    kind: string;
    name: string;
    /** The names of the properties that differ. */
    differences: string[];
}

/** Providers that the engine creates itself: for dynamic resources, the plugin, and references to resources. */
const ownProviders = ["pulumi-nodejs", "k3s", "pulumi"].map((name) => `pulumi:providers:${name}`);

/** Returns the steps of an operation that change something. */
export function stepsOf(events: automation.EngineEvent[]): Step[] {
    return events
        .flatMap(({ resourcePreEvent }) => resourcePreEvent?.metadata ?? [])
        .filter(({ op }) => !["same", "read", "refresh"].includes(op))
        .filter(({ type }) => !ownProviders.includes(type))
        .map(({ op, type, urn, diffs, detailedDiff }) => ({
            operation: op,
            kind: type.split(":").at(-1) ?? type,
            name: urn.split("::").at(-1) ?? urn,
            // A plugin may return either or both: `diffs` has properties, `detailedDiff` has paths within them.
            differences: [
                ...new Set([...Object.keys(detailedDiff ?? {}), ...(diffs ?? [])].map((path) => property(path))),
            ],
        }));
}

function property(path: string): string {
    return path.split(/[.[]/, 1)[0] ?? path;
}

/**
 * Returns steps as `update ClusterReady dev-ready`, sorted and without duplicates, the form in which tests state what
 * they expect.
 */
export function summary(steps: Step[]): string[] {
    const operations: Record<string, string> = {
        "create-replacement": "replace",
        "delete-replaced": "replace",
        replace: "replace",
    };
    return [
        ...new Set(steps.map(({ operation, kind, name }) => `${operations[operation] ?? operation} ${kind} ${name}`)),
    ].sort();
}

/** Removes the steps that wait for workloads: after a node was down, `up` may wait for them too. */
export function settling(steps: string[]): string[] {
    return steps.filter((step) => !step.startsWith("update WorkloadsReady "));
}
