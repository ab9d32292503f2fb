import { Agent as PlainAgent } from "node:http";
import { Agent, type AgentOptions } from "node:https";
import { createSecureContext } from "node:tls";
import { parse } from "yaml";
import { contentOf, type Kubeconfig } from "../kubeconfig/entries";
import { type ApiServerAccess } from "./api-server-access";

const clusterFields = ["server", "certificate-authority-data", "insecure-skip-tls-verify", "tls-server-name"];
const userFields = ["client-certificate-data", "client-key-data", "token"];

/**
 * The way to a cluster whose kubeconfig has in itself all that it takes, as those of local clusters do. Undefined for any other:
 * `@kubernetes/client-node` knows everything that a kubeconfig may have, and takes 86 MiB and half a second to load.
 */
export function inlineAccess(kubeconfig: string): ApiServerAccess | undefined {
    const file = (parse(kubeconfig) ?? {}) as Kubeconfig;
    const context = contentOf(file, "contexts", String(file["current-context"]));
    const cluster = contentOf(file, "clusters", String(context?.cluster));
    const user = contentOf(file, "users", String(context?.user));
    if (!cluster || !user || !hasOnly(cluster, clusterFields) || !hasOnly(user, userFields)) return undefined;
    const { server, "insecure-skip-tls-verify": isUnverified, "tls-server-name": servername } = cluster;
    if (typeof server !== "string") return undefined;
    const tls: AgentOptions = {
        ca: decoded(cluster["certificate-authority-data"]),
        cert: decoded(user["client-certificate-data"]),
        key: decoded(user["client-key-data"]),
        ...(typeof servername === "string" ? { servername } : {}),
        ...(isUnverified === true ? { rejectUnauthorized: false } : {}),
    };
    const headers = typeof user.token === "string" ? { Authorization: `Bearer ${user.token}` } : {};
    const makeAgent = agentFor(server, isUnverified === true);
    if (!makeAgent) return undefined;
    let agent: Agent | PlainAgent | undefined;
    const credentials = () => ({ ...tls, headers, agent: (agent ??= makeAgent(tls)) });
    return { server, credentials: () => Promise.resolve().then(credentials) };
}

/**
 * Makes one agent for all requests, so that connections are used again, and all share what the certificates and the key were
 * made into. Undefined for a server to which something would go unencrypted that the kubeconfig does not allow to.
 */
function agentFor(server: string, isUnverified: boolean): ((tls: AgentOptions) => Agent | PlainAgent) | undefined {
    if (server.startsWith("https:")) {
        return (tls) => new Agent({ ...tls, secureContext: createSecureContext(tls), keepAlive: true });
    }
    return server.startsWith("http:") && isUnverified ? () => new PlainAgent({ keepAlive: true }) : undefined;
}

function hasOnly(content: Record<string, unknown>, fields: string[]): boolean {
    return Object.keys(content).every((field) => fields.includes(field));
}

function decoded(data: unknown): Buffer | undefined {
    return typeof data === "string" ? Buffer.from(data, "base64") : undefined;
}
