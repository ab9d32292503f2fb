import { X509Certificate } from "node:crypto";
import { parseAdministrator } from "./rewrite";

/** Returns when the client certificate of a cluster's administrator expires, or undefined when there is none. */
export function clientCertificateEnd(kubeconfig: string): Date | undefined {
    const data = parseAdministrator(kubeconfig).user["client-certificate-data"];
    if (typeof data !== "string") return undefined;
    return new Date(new X509Certificate(Buffer.from(data, "base64")).validTo);
}
