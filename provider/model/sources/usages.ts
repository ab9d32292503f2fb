import { type KubeletSummary, type Usage, usagesIn } from "../usage";
import { type Resource } from "../resource";
import { clusterApi } from "./cluster-api";

/** Reads the usages of a node and its pods from the kubelet, so that the cluster needs no metrics-server. */
export async function usagesOf({ cluster, name }: Resource, signal?: AbortSignal): Promise<Usage[]> {
    const api = await clusterApi(cluster);
    const path = `/api/v1/nodes/${encodeURIComponent(name)}/proxy/stats/summary`;
    return usagesIn(await api.request<KubeletSummary>("GET", path, { signal }), cluster);
}
