import type * as automation from "@pulumi/pulumi/automation";

/** One thing that the engine did, or would do, to one resource. */
export interface Step {
    operation: string;
    /** Without the module: `Container`, `Identity`, `Deployment`… */
    kind: string;
    name: string;
    /** Names of the properties that differ. */
    differences: string[];
}

/** Providers that the engine makes by itself: for dynamic resources, the plugin, and references to resources. */
const ownProviders = ["pulumi-nodejs", "k3s", "pulumi"].map((name) => `pulumi:providers:${name}`);

/** The steps of an operation that change something. */
export function stepsOf(events: automation.EngineEvent[]): Step[] {
    return events
        .flatMap(({ resourcePreEvent }) => resourcePreEvent?.metadata ?? [])
        .filter(({ op }) => !["same", "read", "refresh"].includes(op))
        .filter(({ type }) => !ownProviders.includes(type))
        .map(({ op, type, urn, diffs, detailedDiff }) => ({
            operation: op,
            kind: type.split(":").at(-1) ?? type,
            name: urn.split("::").at(-1) ?? urn,
            // A plugin may say either or both: `diffs` has properties, `detailedDiff` paths within them.
            differences: [
                ...new Set([...Object.keys(detailedDiff ?? {}), ...(diffs ?? [])].map((path) => property(path))),
            ],
        }));
}

function property(path: string): string {
    return path.split(/[.[]/, 1)[0] ?? path;
}

/** `update ClusterReady dev-ready`, in order, each once: how tests say what they expect. */
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

/** After a node was away, its workloads may still be settling: then `up` waits for them too. */
export function settling(steps: string[]): string[] {
    return steps.filter((step) => !step.startsWith("update WorkloadsReady "));
}
