import { type Api } from "./api";

/** Returns the version of Kubernetes that an API server reports, such as `v1.34.4+k3s1`. */
export async function serverVersion(api: Api, signal?: AbortSignal): Promise<string> {
    return (await api.request<{ gitVersion: string }>("GET", "/version", { signal })).gitVersion;
}
