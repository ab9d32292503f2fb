import { contentOf } from "../kubeconfig/entries";
import { readKubeconfig } from "../kubeconfig/read-kubeconfig";

type Content = Record<string, unknown>;

/** What a kubeconfig says of its current context. */
export interface CurrentEntry {
    /** URL of the API server, without a slash at its end. */
    server: string;
    cluster: Content;
    /** Empty where the context has no user. */
    user: Content;
}

/** Undefined where there is no current context, or no server in it. */
export function currentEntry(kubeconfig: string): CurrentEntry | undefined {
    const file = readKubeconfig(kubeconfig);
    const context = contentOf(file, "contexts", String(file["current-context"]));
    const cluster = contentOf(file, "clusters", String(context?.cluster));
    if (!cluster || typeof cluster.server !== "string" || cluster.server === "") return undefined;
    const user = contentOf(file, "users", String(context?.user)) ?? {};
    return { server: serverUrl(cluster.server, cluster), cluster, user };
}

const tlsFields = ["certificate-authority", "certificate-authority-data", "insecure-skip-tls-verify"];

/** As client-go reads it: what has no scheme is spoken to over TLS where there is something to say about it. */
function serverUrl(server: string, cluster: Content): string {
    const isWhole = /^[a-z][a-z\d+.-]*:\/\//i.test(server);
    const scheme = tlsFields.some((field) => Boolean(cluster[field])) ? "https://" : "http://";
    return `${isWhole ? "" : scheme}${server}`.replace(/\/+$/, "");
}
