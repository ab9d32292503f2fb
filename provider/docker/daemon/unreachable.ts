import { Failure } from "../../failure";
import { type DockerEndpoint } from "../../../shared/docker/endpoint";

/** Returns the failure for a daemon that cannot be queried, with its cause and what to do about it. */
export function unreachable(endpoint: DockerEndpoint, error: unknown): Failure {
    const { code, message } = error as { code?: string; message?: string };
    const at = `at ${endpoint.host} (from ${endpoint.source})`;
    switch (code) {
        case "EACCES":
        case "EPERM":
            return new Failure(`Permission denied at the Docker socket ${at}.`, {
                next: "add your user to the group that owns the socket (sudo usermod -aG docker $USER, then log in again), or set DOCKER_HOST to a daemon of your own",
                cause: error,
            });
        case "ENOENT":
        case "ECONNREFUSED":
            return new Failure(`No Docker daemon answers ${at}: ${code}.`, {
                next: "start Docker (Docker Desktop, colima start, sudo systemctl start docker), or set DOCKER_HOST or DOCKER_CONTEXT to the daemon you mean",
                cause: error,
            });
        case "ETIMEDOUT":
            return new Failure(`The Docker daemon ${at} accepts connections but does not answer.`, {
                why: message,
                next: "check whether it hangs (docker info), restart it, then run the same command again",
                cause: error,
            });
        default:
            return new Failure(`The Docker daemon ${at} cannot be used: ${message ?? String(error)}`, {
                next: remedy(code, message),
                cause: error,
            });
    }
}

function remedy(code = "", message = ""): string | undefined {
    if (message.includes("HTTP request to an HTTPS server")) {
        return "it wants TLS: set DOCKER_TLS_VERIFY=1, and DOCKER_CERT_PATH to the folder with ca.pem, cert.pem and key.pem";
    }
    const isOfTls = /CERT|TLS|SSL|SIGNATURE|EPROTO/.test(code);
    return isOfTls
        ? "look whether DOCKER_CERT_PATH, or the Docker context, has this daemon's certificates, and whether they have expired"
        : undefined;
}
