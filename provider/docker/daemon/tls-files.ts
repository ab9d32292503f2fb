import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../../failure";
import { type DockerEndpoint } from "../../../shared/docker/endpoint";

/** The certificates for a daemon with TLS. */
export interface Certificates {
    ca: Buffer;
    cert: Buffer;
    key: Buffer;
}

/** Reads an endpoint's certificates. The Docker plugin requires all of them, too. */
export function readCertificates({ host, source, certificatePath = "" }: DockerEndpoint): Certificates {
    const problems: string[] = [];
    const read = (name: string): Buffer => {
        try {
            return readFileSync(join(certificatePath, name));
        } catch (error) {
            problems.push((error as Error).message);
            return Buffer.alloc(0);
        }
    };
    const certificates = { ca: read("ca.pem"), cert: read("cert.pem"), key: read("key.pem") };
    if (problems.length === 0) return certificates;
    throw new Failure(`The certificates for the Docker daemon at ${host} (from ${source}) cannot be read.`, {
        why: problems,
        next: "put ca.pem, cert.pem and key.pem there, or set DOCKER_CERT_PATH to the folder that has them; unset DOCKER_TLS_VERIFY for a daemon without TLS",
    });
}
