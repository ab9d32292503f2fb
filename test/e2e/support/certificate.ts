import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** The paths of a self-signed certificate and its key. */
export interface Certificate {
    certFile: string;
    keyFile: string;
}

export function loopbackCertificate(folder: string): Certificate {
    return ownCertificate(folder, "127.0.0.1", "IP:127.0.0.1");
}

/** Creates a certificate for all names below a domain, and for other hosts. */
export function domainCertificate(folder: string, domain: string, ...others: string[]): Certificate {
    return ownCertificate(folder, domain, [`*.${domain}`, ...others].map((name) => `DNS:${name}`).join());
}

function ownCertificate(folder: string, name: string, alternative: string): Certificate {
    const [certFile, keyFile] = [join(folder, "ca.pem"), join(folder, "key.pem")];
    const names = ["-subj", `/CN=${name}`, "-addext", `subjectAltName=${alternative}`];
    const files = ["-keyout", keyFile, "-out", certFile];
    const args = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", ...names, ...files];
    execFileSync("openssl", args, { stdio: "ignore" });
    return { certFile, keyFile };
}
