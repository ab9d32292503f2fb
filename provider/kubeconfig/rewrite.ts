import { createHash } from "node:crypto";
import { parse } from "yaml";
import { Failure } from "../failure";
import { yamlOf } from "./yaml-text";

interface KubeconfigFile {
    clusters?: { name: string; cluster: { server: string; "certificate-authority-data"?: string } }[];
    users?: { name: string; user: Record<string, unknown> }[];
}

/** What K3s wrote, in parts: the one cluster and the one user of its administrator. */
export interface Administrator {
    certificateAuthority: string;
    user: Record<string, unknown>;
}

/** Takes K3s's own kubeconfig apart. */
export function parseAdministrator(text: string): Administrator {
    const file = parse(text) as KubeconfigFile | null;
    const certificateAuthority = file?.clusters?.[0]?.cluster["certificate-authority-data"];
    const user = file?.users?.[0]?.user;
    if (!certificateAuthority || !user) {
        throw new Failure("The server's kubeconfig has no cluster with a certificate authority, or no user.");
    }
    return { certificateAuthority, user };
}

/** A kubeconfig with one context, named after the cluster, so that it merges with others. */
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

/** Tells one cluster from another, whatever the address: the SHA-256 of its certificate authority. */
export function authorityFingerprint({ certificateAuthority }: Administrator): string {
    return createHash("sha256").update(Buffer.from(certificateAuthority, "base64")).digest("hex");
}
