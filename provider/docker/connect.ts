import { readFileSync } from "node:fs";
import { join } from "node:path";
import Docker from "dockerode";
import { Failure } from "../failure";
import { type DockerEndpoint } from "./endpoint";
import { machineEndpoint } from "./machine";
import { unreachable } from "./unreachable";

/** Long, because on a busy machine it is this process that is late to look at an answer. */
const answerTimeoutMs = 10_000;

/** A client for the daemon, once it has answered; a {@link Failure} that says how to reach it otherwise. */
export async function connectDocker(dockerHost?: string): Promise<Docker> {
    const endpoint = machineEndpoint(dockerHost);
    const docker = dockerClient(endpoint);
    const signal = AbortSignal.timeout(answerTimeoutMs);
    try {
        await (docker as unknown as AbortablePing).ping({ abortSignal: signal });
    } catch (error) {
        throw unreachable(endpoint, signal.aborted ? { code: "ETIMEDOUT" } : error);
    }
    return docker;
}

/** The types of dockerode leave out the options of `ping`. */
interface AbortablePing {
    ping(options: { abortSignal: AbortSignal }): Promise<unknown>;
}

function dockerClient(endpoint: DockerEndpoint): Docker {
    const { host, certificatePath } = endpoint;
    if (/^(unix|npipe):\/\//.test(host)) return new Docker({ socketPath: host.replace(/^\w+:\/\//, "") });
    if (!/^(tcp|http|https):\/\//.test(host)) {
        throw new Failure(`The Docker endpoint ${host} (from ${endpoint.source}) is of no kind that is known.`, {
            next: "use unix://, npipe:// or tcp://; for ssh, forward the socket: ssh -L /tmp/docker.sock:/var/run/docker.sock",
        });
    }
    const url = new URL(host.replace(/^tcp:/, "http:"));
    const pem = (name: string) => readFileSync(join(certificatePath ?? "", `${name}.pem`));
    const tls = certificatePath ? { ca: pem("ca"), cert: pem("cert"), key: pem("key") } : {};
    const secure = certificatePath !== undefined || url.protocol === "https:";
    return new Docker({
        protocol: secure ? "https" : "http",
        host: url.hostname,
        port: url.port || (secure ? 2376 : 2375),
        ...tls,
    });
}
