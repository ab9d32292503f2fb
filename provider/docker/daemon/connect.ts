import { Agent } from "node:http";
import { Agent as SecureAgent } from "node:https";
import Docker from "dockerode";
import { Failure } from "../../failure";
import { type AnswerLimits, limitAnswers, silence } from "./answer-limit";
import { AwakeLimit } from "../../awake-limit";
import { readCertificates } from "./tls-files";
import { type DockerEndpoint } from "../../../shared/docker/endpoint";
import { machineEndpoint } from "../../../shared/docker/machine-endpoint";
import { unreachable } from "./unreachable";

/** How long the daemon may take to answer the first request. */
const firstAnswerMs = 8_000;

/**
 * Returns a client for the daemon once it has answered. Throws a {@link Failure} that says how to reach it otherwise.
 */
export async function connectDocker(dockerHost?: string): Promise<Docker> {
    return connectTo(machineEndpoint(dockerHost));
}

interface ConnectOptions {
    limits?: AnswerLimits;
    /** How long the first answer may take. */
    pingMs?: number;
}

/** Returns a client for the daemon at a known endpoint. */
export async function connectTo(
    endpoint: DockerEndpoint,
    { limits, pingMs = firstAnswerMs }: ConnectOptions = {},
): Promise<Docker> {
    const docker = limitAnswers(dockerClient(endpoint), endpoint, limits);
    const limit = new AwakeLimit(pingMs);
    try {
        await (docker as unknown as AbortablePing).ping({ abortSignal: limit.signal });
        return docker;
    } catch (error) {
        throw limit.signal.aborted ? silence(endpoint, "GET /_ping", pingMs) : unreachable(endpoint, error);
    } finally {
        limit.end();
    }
}

/** dockerode's types omit the options of `ping`. */
interface AbortablePing {
    ping(options: { abortSignal: AbortSignal }): Promise<unknown>;
}

/**
 * Returns a client that takes all settings from the endpoint. Otherwise dockerode would read certificates by itself,
 * and fail where there are none.
 */
function dockerClient(endpoint: DockerEndpoint): Docker {
    const { DOCKER_CERT_PATH: before } = process.env;
    delete process.env.DOCKER_CERT_PATH;
    try {
        return clientFor(endpoint);
    } finally {
        if (before !== undefined) process.env.DOCKER_CERT_PATH = before;
    }
}

function clientFor(endpoint: DockerEndpoint): Docker {
    const { host, certificatePath } = endpoint;
    if (/^(unix|npipe):\/\//.test(host)) {
        // dockerode takes missing options from DOCKER_HOST, and prefers a host to a socket.
        return new Docker({ socketPath: host.replace(/^\w+:\/\//, ""), host: undefined, protocol: "http" });
    }
    if (!/^(tcp|http|https):\/\//.test(host)) {
        throw new Failure(`The Docker endpoint ${host} (from ${endpoint.source}) has an unknown scheme.`, {
            next: "use unix://, npipe:// or tcp://; for ssh, forward the socket: ssh -L /tmp/docker.sock:/var/run/docker.sock",
        });
    }
    const url = new URL(host.replace(/^tcp:/, "http:"));
    const secure = certificatePath !== undefined || url.protocol === "https:";
    const options = {
        // An agent of its own, because the global one may use a proxy (NODE_USE_ENV_PROXY).
        agent: secure ? new SecureAgent({ keepAlive: true }) : new Agent({ keepAlive: true }),
        protocol: secure ? ("https" as const) : ("http" as const),
        host: url.hostname,
        port: url.port || (secure ? 2376 : 2375),
        ...(certificatePath === undefined ? {} : readCertificates(endpoint)),
    };
    return new Docker(options);
}
