import { ok, type Verdict } from "./check";

/** The certificate of a registry, as this machine sees it. */
export type RegistryCertificate = { host: string } & (
    | { kind: "public" }
    /** The CA belongs to a company, or to a proxy that intercepts TLS. */
    | { kind: "private"; issuer: string; isTrustedHere: boolean }
    | { kind: "no TLS" }
    | { kind: "no answer"; why: string }
);

/** Checks whether nodes trust the certificate of their images' registry. */
export function checkCertificate(found: RegistryCertificate): Verdict {
    const { host } = found;
    switch (found.kind) {
        case "public":
            return ok(`${host} has one of a public authority`);
        case "no TLS":
            return ok(`${host} has none: it speaks HTTP`);
        case "private":
            return {
                state: "warning",
                found: `${host} answers with one of "${found.issuer}", which is not a public authority`,
                consequence: "nodes do not trust it, so pods get no images from there (x509)",
                next: found.isTrustedHere
                    ? 'give the cluster trust: "host"'
                    : 'give the cluster the authority\'s certificate: trust: ["./ca.pem"]',
            };
        case "no answer":
            return {
                state: "unknown",
                found: `${host} does not answer this machine: ${found.why}`,
                consequence: "nodes can only use images that they are given (images, registry)",
                next: 'where the way out is a proxy, give it to the cluster: proxy: "environment", "docker" or { https: … }',
            };
    }
}
