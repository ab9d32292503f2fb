import { type RequestOptions } from "node:https";
import { type ApiServerAccess } from "./api-server-access";
import { inlineAccess } from "./inline-access";

/** Reads the text of a kubeconfig, never the machine's own. */
export async function parseKubeconfig(kubeconfig: string): Promise<ApiServerAccess> {
    if (kubeconfig.trim() === "") throw new Error("The kubeconfig is empty.");
    return inlineAccess(kubeconfig) ?? (await libraryAccess(kubeconfig));
}

/** Files, plugins, proxies and all else that a kubeconfig may have. */
async function libraryAccess(kubeconfig: string): Promise<ApiServerAccess> {
    const { KubeConfig } = await import("@kubernetes/client-node");
    const load = () => {
        const config = new KubeConfig();
        config.loadFromString(kubeconfig);
        return config;
    };
    let config = load();
    const server = config.getCurrentCluster()?.server;
    if (!server) throw new Error("The kubeconfig's current context names no cluster.");
    const credentials = async ({ anew } = { anew: false }) => {
        // It keeps what a plugin said for as long as that said it may.
        if (anew) config = load();
        const options: RequestOptions = {};
        await config.applyToHTTPSOptions(options);
        return options;
    };
    return { server, credentials };
}
