import { resourceId } from "./resource";

/** What a kubelet tells of itself and its pods (`/stats/summary`), as much as is looked at. */
export interface KubeletSummary {
    node?: Stats & { nodeName?: string };
    pods?: (Stats & { podRef?: { name?: string; namespace?: string } })[];
}

interface Stats {
    cpu?: { usageNanoCores?: number };
    memory?: { workingSetBytes?: number };
}

/** What a node or a pod takes of the machine now. */
export interface Usage {
    /** Of the resource. */
    id: string;
    kind: "node" | "pod";
    name: string;
    namespace?: string;
    cluster: string;
    /** In thousandths of a processor; absent until the kubelet has measured it twice. */
    cpuMillicores?: number;
    memoryBytes?: number;
}

/** What a kubelet tells, by the resources of the model. */
export function usagesIn({ node, pods = [] }: KubeletSummary, cluster: string): Usage[] {
    const { nodeName = "" } = node ?? {};
    const ofNode: Usage[] = node
        ? [{ id: resourceId(cluster, "node", nodeName), kind: "node", name: nodeName, cluster, ...measured(node) }]
        : [];
    const ofPods = pods.map((pod): Usage => {
        const { name = "", namespace = "" } = pod.podRef ?? {};
        return {
            id: resourceId(cluster, "pod", name, namespace),
            kind: "pod",
            name,
            namespace,
            cluster,
            ...measured(pod),
        };
    });
    return [...ofNode, ...ofPods];
}

function measured({ cpu, memory }: Stats): Pick<Usage, "cpuMillicores" | "memoryBytes"> {
    const { usageNanoCores } = cpu ?? {};
    const { workingSetBytes } = memory ?? {};
    return {
        ...(usageNanoCores !== undefined && { cpuMillicores: Math.round(usageNanoCores / 1e6) }),
        ...(workingSetBytes !== undefined && { memoryBytes: workingSetBytes }),
    };
}
