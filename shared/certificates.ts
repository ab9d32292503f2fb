import { X509Certificate } from "node:crypto";

const certificate = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;
const privateKey = /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----/;

/**
 * Returns the certificates in a PEM file, or the problem with the file. The problem never quotes the file's content.
 */
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

/** Returns the certificates in a bundle of another origin. Skips the ones that cannot be parsed. */
export function certificatesIn(bundle: string): X509Certificate[] {
    return (bundle.match(certificate) ?? []).flatMap((block) => parsed(Buffer.from(block, "latin1")) ?? []);
}

/** Returns the names in a certificate's subject on one line. */
export function subjectOf({ subject }: X509Certificate): string {
    return (subject as string | undefined)?.split("\n").reverse().join(", ") ?? "without a subject";
}

/**
 * Returns certificates as PEM text without duplicates. Comments and line breaks in the source do not change the result.
 */
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
