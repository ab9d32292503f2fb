import { readFileSync } from "node:fs";
import { Agent } from "node:https";
import { activeCluster, activeContext, type Selection, userOf } from "../config/kubeconfig";
import { at, type JsonObject, textAt } from "../json";

/** Where the API server is and how a request proves who it comes from. */
export interface Connection {
    server: URL;
    agent: Agent;
    headers: Record<string, string>;
    namespace: string;
}

export function connectionFrom(config: JsonObject, selection: Selection): Connection {
    const context = activeContext(config, selection);
    const cluster = activeCluster(config, selection);
    if (!context || !cluster) {
        throw new Error(
            selection.context
                ? `context "${selection.context}" does not exist`
                : "invalid configuration: no configuration has been provided",
        );
    }
    const user = userOf(config, textAt(context, "user"));
    for (const unsupported of ["exec", "auth-provider", "username"]) {
        if (user[unsupported] !== undefined) {
            throw new Error(`the kubeconfig's user has "${unsupported}", which is not part of this stand-in`);
        }
    }
    const agent = new Agent({
        keepAlive: true,
        ca: material(cluster, "certificate-authority"),
        cert: material(user, "client-certificate"),
        key: material(user, "client-key"),
        servername: textAt(cluster, "tls-server-name") || undefined,
        rejectUnauthorized: at(cluster, "insecure-skip-tls-verify") !== true,
    });
    const token = textAt(user, "token");
    return {
        server: new URL(textAt(cluster, "server")),
        agent,
        headers: token ? { authorization: `Bearer ${token}` } : {},
        namespace: textAt(context, "namespace") || "default",
    };
}

function material(entry: JsonObject, name: string): Buffer | undefined {
    const data = textAt(entry, `${name}-data`);
    const path = textAt(entry, name);
    return data ? Buffer.from(data, "base64") : path ? readFileSync(path) : undefined;
}
