import { type X509Certificate } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as tls from "node:tls";
import { certificatesIn } from "./certificates";

/** The surroundings that tell which certificate authorities a machine trusts. */
export interface AuthoritySources {
    environment: Record<string, string | undefined>;
    platform: NodeJS.Platform;
    /** Returns a file's text, or undefined if the file does not exist. */
    readFile: (path: string) => string | undefined;
    /** Returns the certificates that the distribution ships and from which it creates its bundle. */
    shipped: () => string[];
    /** Returns the authorities of the operating system. Absent if this version of Node.js cannot read them. */
    ofSystem?: () => string[];
}

/** The paths of the distributions' bundles, in the order in which Go looks for them. */
const bundles = [
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/pki/tls/cacert.pem",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/ssl/cert.pem",
];

/**
 * Returns the authorities that somebody added to a machine: the trusted ones without the public ones, which every image
 * has. Both Node.js and the distribution tell which ones are public, so that an upgrade of either adds none.
 */
export function addedAuthorities(sources: AuthoritySources): { added: X509Certificate[] } | { problem: string } {
    const trusted = trustedBy(sources);
    if ("problem" in trusted) return trusted;
    const known = [...tls.rootCertificates, ...sources.shipped()].flatMap(certificatesIn);
    const publicOnes = new Set(known.map(({ fingerprint256 }) => fingerprint256));
    return { added: certificatesIn(trusted.text).filter(({ fingerprint256 }) => !publicOnes.has(fingerprint256)) };
}

function trustedBy({
    environment,
    platform,
    readFile,
    ofSystem,
}: AuthoritySources): { text: string } | { problem: string } {
    const named = environment.SSL_CERT_FILE;
    if (named) {
        const text = readFile(named);
        return text === undefined ? { problem: `SSL_CERT_FILE names ${named}, which is missing` } : { text };
    }
    if (platform === "darwin" || platform === "win32") {
        return ofSystem
            ? { text: ofSystem().join("\n") }
            : { problem: "Node.js 22.15 or newer is needed to read them" };
    }
    const text = bundles.map(readFile).find((found) => found !== undefined);
    return text === undefined ? { problem: `none of the usual files is there: ${bundles.join(", ")}` } : { text };
}

/** Returns the sources of this machine. */
export function machineAuthorities(): AuthoritySources {
    const ofSystem = Reflect.get(tls, "getCACertificates") as ((kind: "system") => string[]) | undefined;
    return {
        environment: process.env,
        platform: process.platform,
        readFile: (path) => (existsSync(path) ? readFileSync(path, "utf8") : undefined),
        shipped: () => filesBelow("/usr/share/ca-certificates").map((path) => readFileSync(path, "utf8")),
        ...(ofSystem && { ofSystem: () => ofSystem("system") }),
    };
}

function filesBelow(folder: string): string[] {
    if (!existsSync(folder)) return [];
    const found = readdirSync(folder, { recursive: true, encoding: "utf8" });
    return found.filter((path) => path.endsWith(".crt")).map((path) => join(folder, path));
}
