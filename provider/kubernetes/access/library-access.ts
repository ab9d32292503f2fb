import { type RequestOptions } from "node:https";
import { type ApiServerAccess } from "./api-server-access";

/**
 * Returns access by `@kubernetes/client-node`, which supports proxies, passwords, identity providers and everything
 * else that a kubeconfig may have.
 */
export async function libraryAccess(kubeconfig: string, server: string): Promise<ApiServerAccess> {
    const { KubeConfig } = await import("@kubernetes/client-node");
    const config = new KubeConfig();
    config.loadFromString(kubeconfig);
    const credentials = async () => {
        const options: RequestOptions = {};
        await config.applyToHTTPSOptions(options);
        return options;
    };
    return { server, credentials };
}
