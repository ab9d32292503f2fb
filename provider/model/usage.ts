import { resourceId } from "./resource";

/** The fields in use of a kubelet's answer about its node and pods (`/stats/summary`). */
export interface KubeletSummary {
    node?: Stats & { nodeName?: string };
    pods?: (Stats & { podRef?: { name?: string; namespace?: string } })[];
}

interface Stats {
    cpu?: { usageNanoCores?: number };
    memory?: { workingSetBytes?: number };
}

/** The current use of processors and memory by a node or a pod. */
export interface Usage {
    /** The id of the resource. */
    id: string;
    kind: "node" | "pod";
    name: string;
    namespace?: string;
    cluster: string;
    /** In thousandths of a processor. Absent until the kubelet has measured twice. */
    cpuMillicores?: number;
    memoryBytes?: number;
}

/** Converts a kubelet's answer into usages of the model's resources. */
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
