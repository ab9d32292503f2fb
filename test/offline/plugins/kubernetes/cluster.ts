import { connectionFrom } from "./api/connection";
import { ClusterApi } from "./api/cluster-api";
import { ambientKubeconfig, parseKubeconfig } from "./config/kubeconfig";
import type { Settings } from "./config/settings";
import type { JsonObject } from "./json";

/** The cluster that the provider's configuration names, whether or not it answers. */
export interface Cluster {
    /** Undefined when the cluster cannot be reached, for the reason given. */
    api: ClusterApi | undefined;
    unreachableReason: string;
    defaultNamespace: string;
    kubeconfig: JsonObject;
}

export async function connect(settings: Settings): Promise<Cluster> {
    const unreachable = (reason: string, kubeconfig: JsonObject = {}, namespace = settings.namespace): Cluster => ({
        api: undefined,
        unreachableReason: reason,
        defaultNamespace: namespace,
        kubeconfig,
    });
    let kubeconfig: JsonObject;
    try {
        // An empty text is no configuration of its own: the real plugin then takes the machine's.
        kubeconfig = settings.kubeconfig === "" ? ambientKubeconfig() : parseKubeconfig(settings.kubeconfig);
    } catch (error) {
        return unreachable(
            `failed to parse kubeconfig data in \`kubernetes:config:kubeconfig\`- ${(error as Error).message}`,
        );
    }
    try {
        const connection = connectionFrom(kubeconfig, settings);
        const namespace = settings.namespace || connection.namespace;
        const api = new ClusterApi({ ...connection, namespace });
        try {
            await api.send("GET", "/version");
        } catch (error) {
            const reason = `unable to load schema information from the API server: ${(error as Error).message}`;
            return unreachable(reason, kubeconfig, namespace);
        }
        return { api, unreachableReason: "", defaultNamespace: namespace, kubeconfig };
    } catch (error) {
        const reason = `unable to load Kubernetes client configuration from kubeconfig file: ${(error as Error).message}`;
        return unreachable(reason, kubeconfig, settings.namespace || "default");
    }
}
