import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** Paths of a certificate for 127.0.0.1 that is its own authority, and of its key. */
export interface Certificate {
    certFile: string;
    keyFile: string;
}

export function loopbackCertificate(folder: string): Certificate {
    const [certFile, keyFile] = [join(folder, "ca.pem"), join(folder, "key.pem")];
    const names = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"];
    const files = ["-keyout", keyFile, "-out", certFile];
    const args = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", ...names, ...files];
    execFileSync("openssl", args, { stdio: "ignore" });
    return { certFile, keyFile };
}
