import { Agent as PlainAgent } from "node:http";
import { Agent, type AgentOptions } from "node:https";
import { X509Certificate } from "node:crypto";
import { createSecureContext, type SecureContext } from "node:tls";
import { type ApiServerAccess } from "./api-server-access";
import { currentEntry } from "./current-entry";
import { AccessFailure } from "../errors";

const clusterFields = ["server", "certificate-authority-data", "insecure-skip-tls-verify", "tls-server-name"];
const userFields = ["client-certificate-data", "client-key-data", "token"];

/**
 * Returns access to a cluster whose kubeconfig contains everything needed, as those of local clusters do. Returns
 * undefined for any other: `@kubernetes/client-node` supports everything that a kubeconfig may have, but takes 86 MiB
 * and half a second to load.
 */
export function inlineAccess(kubeconfig: string): ApiServerAccess | undefined {
    const entry = currentEntry(kubeconfig);
    if (!entry || !hasOnly(entry.cluster, clusterFields) || !hasOnly(entry.user, userFields)) return undefined;
    const { server, cluster, user } = entry;
    const { "insecure-skip-tls-verify": isUnverified, "tls-server-name": servername } = cluster;
    const tls: AgentOptions = {
        ca: decoded(cluster["certificate-authority-data"]),
        cert: decoded(user["client-certificate-data"]),
        key: decoded(user["client-key-data"]),
        ...(typeof servername === "string" ? { servername } : {}),
        ...(isUnverified === true ? { rejectUnauthorized: false } : {}),
    };
    const headers = typeof user.token === "string" ? { Authorization: `Bearer ${user.token}` } : {};
    const createAgent = agentFor(server, isUnverified === true);
    if (!createAgent) return undefined;
    let agent: Agent | PlainAgent | undefined;
    const credentials = () => ({ ...tls, headers, agent: (agent ??= createAgent(tls)) });
    return { server, credentials: () => Promise.resolve().then(credentials) };
}

/**
 * Returns a function that creates one agent for all requests, so that they reuse connections and share the parsed
 * certificates and key. Returns undefined for a server to which credentials would go unencrypted without the
 * kubeconfig's permission.
 */
function agentFor(server: string, isUnverified: boolean): ((tls: AgentOptions) => Agent | PlainAgent) | undefined {
    if (server.startsWith("https:")) {
        return (tls) => new Agent({ ...tls, secureContext: secureContext(tls), keepAlive: true });
    }
    return server.startsWith("http:") && isUnverified ? () => new PlainAgent({ keepAlive: true }) : undefined;
}

/**
 * Parses certificates and key. An invalid certificate is reported here, because a connection with it would only be
 * refused, or be anonymous.
 */
function secureContext(tls: AgentOptions): SecureContext {
    try {
        // Node.js ignores an invalid authority, and the server would then appear to be another cluster.
        if (tls.ca && tls.rejectUnauthorized !== false) new X509Certificate(tls.ca as Buffer);
    } catch (error) {
        throw unreadable("certificate-authority-data is no certificate", error);
    }
    try {
        return createSecureContext(tls);
    } catch (error) {
        throw unreadable("client-certificate-data and client-key-data are no certificate with its key", error);
    }
}

function unreadable(what: string, cause: unknown): AccessFailure {
    const next = "take the kubeconfig from where it was made once more; then run pulumi up again";
    return new AccessFailure(`The kubeconfig's ${what}.`, [(cause as Error).message], next, cause);
}

function hasOnly(content: Record<string, unknown>, fields: string[]): boolean {
    return Object.keys(content).every((field) => fields.includes(field));
}

function decoded(data: unknown): Buffer | undefined {
    return typeof data === "string" ? Buffer.from(data, "base64") : undefined;
}
