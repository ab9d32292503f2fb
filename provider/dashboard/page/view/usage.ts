import { type Resource } from "../../../model/resource";
import { type Usage } from "../../../model/usage";

export interface Load {
    cpuMillicores?: number;
    memoryBytes?: number;
}

/** Returns the load of each resource: as measured for nodes and pods, and as the sum for the resources above them. */
export function loadsOf(usages: Usage[], resources: ReadonlyMap<string, Resource>): Map<string, Load> {
    const loads = new Map<string, Load>();
    for (const usage of usages) {
        for (const id of [usage.id, ...above(resources.get(usage.id), resources)]) {
            const { cpuMillicores, memoryBytes } = loads.get(id) ?? {};
            loads.set(id, {
                ...sum("cpuMillicores", cpuMillicores, usage.cpuMillicores),
                ...sum("memoryBytes", memoryBytes, usage.memoryBytes),
            });
        }
    }
    return loads;
}

function sum(key: keyof Load, one: number | undefined, other: number | undefined): Load {
    return one === undefined && other === undefined ? {} : { [key]: (one ?? 0) + (other ?? 0) };
}

/** Returns the resources above one, but not the cluster above a pod: the loads of nodes contain those of pods. */
function above(resource: Resource | undefined, resources: ReadonlyMap<string, Resource>): string[] {
    const found: string[] = [];
    const seen = new Set<string>();
    for (let next = resource?.parent; next !== undefined && !seen.has(next); next = resources.get(next)?.parent) {
        seen.add(next);
        if (resource?.kind === "pod" && resources.get(next)?.kind === "cluster") break;
        found.push(next);
    }
    return found;
}
