import { connectKubernetes } from "../kubernetes/client";
import { parseKubeconfig } from "../kubernetes/access/parse-kubeconfig";
import { connectPod } from "./connect-pod";
import { type Cluster } from "./forwarder";
import { PodConnections } from "./pod-connections";

/** The cluster that a kubeconfig leads to. */
export async function connectCluster(kubeconfig: string): Promise<Cluster> {
    const access = await parseKubeconfig(kubeconfig);
    const connections = new PodConnections((pod) => connectPod(access, pod));
    return {
        api: await connectKubernetes(kubeconfig),
        openPort: (target) => connections.open(target),
        close: () => connections.close(),
    };
}
