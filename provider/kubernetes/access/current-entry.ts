import { contentOf } from "../../../shared/kubeconfig/entries";
import { readKubeconfig } from "../../../shared/kubeconfig/read-kubeconfig";

type Content = Record<string, unknown>;

/** The cluster and the user of a kubeconfig's current context. */
export interface CurrentEntry {
    /** URL of the API server, without a slash at its end. */
    server: string;
    cluster: Content;
    /** Empty when the context has no user. */
    user: Content;
}

/** Returns the current context's entries, or undefined when there is no current context, or no server in it. */
export function currentEntry(kubeconfig: string): CurrentEntry | undefined {
    const file = readKubeconfig(kubeconfig);
    const context = contentOf(file, "contexts", String(file["current-context"]));
    const cluster = contentOf(file, "clusters", String(context?.cluster));
    if (!cluster || typeof cluster.server !== "string" || cluster.server === "") return undefined;
    const user = contentOf(file, "users", String(context?.user)) ?? {};
    // As in kubectl, a server without a scheme is http, and nothing secret is sent there.
    const isWhole = /^[a-z][a-z\d+.-]*:\/\//i.test(cluster.server);
    const server = `${isWhole ? "" : "http://"}${cluster.server}`.replace(/\/+$/, "");
    return { server, cluster: isWhole ? cluster : { ...cluster, "insecure-skip-tls-verify": undefined }, user };
}
