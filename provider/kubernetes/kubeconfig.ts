import type { KubeConfig } from "@kubernetes/client-node";

/** A cluster and how to authenticate with it. */
export interface ClusterAccess {
    config: KubeConfig;
    /** URL of the API server. */
    server: string;
}

/** Reads the text of a kubeconfig, never the machine's own. */
export async function parseKubeconfig(kubeconfig: string): Promise<ClusterAccess> {
    if (kubeconfig.trim() === "") throw new Error("The kubeconfig is empty.");
    const { KubeConfig } = await import("@kubernetes/client-node");
    const config = new KubeConfig();
    config.loadFromString(kubeconfig);
    const server = config.getCurrentCluster()?.server;
    if (!server) throw new Error("The kubeconfig's current context names no cluster.");
    return { config, server };
}
