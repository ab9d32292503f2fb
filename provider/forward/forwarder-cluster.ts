import { connectKubernetes } from "../kubernetes/client";
import { parseKubeconfig } from "../kubernetes/access/parse-kubeconfig";
import { connectPod } from "./connect-pod";
import { type Cluster } from "./forwarder";
import { PodConnections } from "./pod-connections";

/** Connects to the cluster of a kubeconfig. */
export async function connectCluster(kubeconfig: string): Promise<Cluster> {
    const access = await parseKubeconfig(kubeconfig);
    const connections = new PodConnections((pod) => connectPod(access, pod));
    return {
        api: await connectKubernetes(kubeconfig),
        openPort: (target) => connections.open(target),
        close: () => connections.close(),
    };
}
