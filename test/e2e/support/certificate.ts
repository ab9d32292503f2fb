import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

/** Paths of a certificate for 127.0.0.1 that is its own authority, and of its key. */
export interface Certificate {
    certFile: string;
    keyFile: string;
}

export async function loopbackCertificate(folder: string): Promise<Certificate> {
    const [certFile, keyFile] = [join(folder, "ca.pem"), join(folder, "key.pem")];
    await promisify(execFile)("openssl", [
        ...["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"],
        ...["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", keyFile, "-out", certFile],
    ]);
    return { certFile, keyFile };
}
