import Docker from "dockerode";
import { Failure } from "../failure";
import { type AnswerLimits, limitAnswers } from "./answer-limit";
import { readCertificates } from "./certificates";
import { type DockerEndpoint } from "./endpoint";
import { machineEndpoint } from "./machine";
import { unreachable } from "./unreachable";

/**
 * How long each attempt waits. More than one: when the whole machine stood still for a while, the time is over before an answer
 * was looked at. Together as long as any other question, because a daemon that starts much at once is slow.
 */
const patienceMs = [5_000, 10_000, 15_000];
/** For a command that only looks, and says what it could not see. */
const hurryMs = [5_000, 5_000];

/** A client for the daemon, once it has answered; a {@link Failure} that says how to reach it otherwise. */
export async function connectDocker(dockerHost?: string): Promise<Docker> {
    return connectTo(machineEndpoint(dockerHost));
}

/** The same in less time. */
export async function lookAtDocker(dockerHost?: string): Promise<Docker> {
    return connectTo(machineEndpoint(dockerHost), { pingMs: hurryMs });
}

interface ConnectOptions {
    limits?: AnswerLimits;
    /** How long each attempt to get an answer waits. */
    pingMs?: number[];
}

/** The same for a daemon that was found already. */
export async function connectTo(
    endpoint: DockerEndpoint,
    { limits, pingMs = patienceMs }: ConnectOptions = {},
): Promise<Docker> {
    const docker = limitAnswers(dockerClient(endpoint), endpoint, limits);
    for (const limitMs of pingMs) {
        const signal = AbortSignal.timeout(limitMs);
        try {
            await (docker as unknown as AbortablePing).ping({ abortSignal: signal });
            return docker;
        } catch (error) {
            if (!signal.aborted) throw unreachable(endpoint, error);
        }
    }
    throw unreachable(endpoint, { code: "ETIMEDOUT" });
}

/** The types of dockerode leave out the options of `ping`. */
interface AbortablePing {
    ping(options: { abortSignal: AbortSignal }): Promise<unknown>;
}

function dockerClient(endpoint: DockerEndpoint): Docker {
    const { host, certificatePath } = endpoint;
    if (/^(unix|npipe):\/\//.test(host)) {
        // What is not given here dockerode takes from DOCKER_HOST, and a host counts more than a socket.
        return new Docker({ socketPath: host.replace(/^\w+:\/\//, ""), host: undefined, protocol: "http" });
    }
    if (!/^(tcp|http|https):\/\//.test(host)) {
        throw new Failure(`The Docker endpoint ${host} (from ${endpoint.source}) is of no kind that is known.`, {
            next: "use unix://, npipe:// or tcp://; for ssh, forward the socket: ssh -L /tmp/docker.sock:/var/run/docker.sock",
        });
    }
    const url = new URL(host.replace(/^tcp:/, "http:"));
    const secure = certificatePath !== undefined || url.protocol === "https:";
    return new Docker({
        protocol: secure ? "https" : "http",
        host: url.hostname,
        port: url.port || (secure ? 2376 : 2375),
        ...(certificatePath === undefined ? {} : readCertificates(endpoint)),
    });
}
