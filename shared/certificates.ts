import { X509Certificate } from "node:crypto";

const certificate = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;
const privateKey = /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----/;

/** Certificates that a file has, or why it is not one of certificates: of what is in it, no more than their subjects. */
export function readCertificates(file: Buffer): { certificates: X509Certificate[] } | { problem: string } {
    const text = file.toString("latin1");
    if (privateKey.test(text)) {
        return { problem: "has a private key in it: name a file that has certificates alone" };
    }
    const blocks = text.match(certificate) ?? [];
    if (blocks.length === 0) {
        const isDer = parsed(file) !== undefined;
        return { problem: isDer ? "is DER: convert it with openssl x509 -inform der" : "has no certificate in PEM" };
    }
    const certificates = blocks.map((block) => parsed(Buffer.from(block, "latin1")));
    const broken = certificates.indexOf(undefined);
    if (broken >= 0) return { problem: `has a broken certificate, the one at place ${broken + 1}` };
    return { certificates: certificates as X509Certificate[] };
}

/** Of a bundle that others made: all certificates that can be read. */
export function certificatesIn(bundle: string): X509Certificate[] {
    return (bundle.match(certificate) ?? []).flatMap((block) => parsed(Buffer.from(block, "latin1")) ?? []);
}

/** The names in a certificate's subject, on one line. */
export function subjectOf({ subject }: X509Certificate): string {
    return (subject as string | undefined)?.split("\n").reverse().join(", ") ?? "without a subject";
}

/** PEM text in one form, each certificate once: comments and order of lines make no other text of it. */
export function pemOf(certificates: X509Certificate[]): string {
    return [...new Set(certificates.map((one) => one.toString().trim()))].map((text) => `${text}\n`).join("");
}

function parsed(one: Buffer): X509Certificate | undefined {
    try {
        return new X509Certificate(one);
    } catch {
        return undefined;
    }
}
