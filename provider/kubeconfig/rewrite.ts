import { createHash } from "node:crypto";
import { readValue } from "../../shared/yaml/read-yaml";
import { Failure } from "../failure";
import { yamlOf } from "../../shared/kubeconfig/yaml-text";

/** A kubeconfig, whose fields may be invalid. */
interface KubeconfigFile {
    clusters?: ({ cluster?: { "certificate-authority-data"?: unknown } | null } | null)[] | null;
    users?: ({ user?: Record<string, unknown> | null } | null)[] | null;
}

/** The parts of K3s's own kubeconfig: the one cluster and the one user of its administrator. */
export interface Administrator {
    certificateAuthority: string;
    user: Record<string, unknown>;
}

/** Parses K3s's own kubeconfig. */
export function parseAdministrator(text: string): Administrator {
    const file = kubeconfigIn(text);
    const certificateAuthority = file?.clusters?.[0]?.cluster?.["certificate-authority-data"];
    const user = file?.users?.[0]?.user;
    if (typeof certificateAuthority !== "string" || !certificateAuthority || typeof user !== "object" || !user) {
        throw new Failure("The server's kubeconfig has no cluster with a certificate authority, or no user.");
    }
    return { certificateAuthority, user };
}

/** Returns undefined for text that is not YAML, as while K3s writes it. */
function kubeconfigIn(text: string): KubeconfigFile | null | undefined {
    try {
        return readValue(text) as KubeconfigFile | null;
    } catch {
        return undefined;
    }
}

/** Returns a kubeconfig with one context, named after the cluster, so that it merges with others. */
export function renderKubeconfig(name: string, server: string, administrator: Administrator): string {
    return yamlOf({
        apiVersion: "v1",
        kind: "Config",
        clusters: [{ name, cluster: { server, "certificate-authority-data": administrator.certificateAuthority } }],
        users: [{ name, user: administrator.user }],
        contexts: [{ name, context: { cluster: name, user: name } }],
        "current-context": name,
    });
}

/** Returns the SHA-256 of the cluster's certificate authority, which identifies the cluster whatever its address. */
export function authorityFingerprint({ certificateAuthority }: Administrator): string {
    return createHash("sha256").update(Buffer.from(certificateAuthority, "base64")).digest("hex");
}
