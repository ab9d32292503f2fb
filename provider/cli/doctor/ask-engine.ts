import { hostname, release } from "node:os";
import type Docker from "dockerode";
import { ask } from "../../docker/images/daemon-registry";
import { connectTo } from "../../docker/daemon/connect";
import { type DockerEndpoint } from "../../../shared/docker/endpoint";
import { type EngineVersion } from "../../docker/daemon/engine";
import { loopback, publishedHost } from "../../../shared/docker/published-host";
import { unreachable } from "../../docker/daemon/unreachable";
import { Failure } from "../../failure";
import { type Engine, type EngineDetails } from "./engine";

/** Asks an engine for its version and information. Throws a {@link Failure} if it cannot be used. */
export async function askEngine(
    endpoint: DockerEndpoint,
    limitMs: number,
): Promise<{ docker: Docker; engine: Engine }> {
    const docker = await connectTo(endpoint, { pingMs: limitMs });
    try {
        const [version, info] = await Promise.all([
            ask<EngineVersion>(docker, "/version", limitMs),
            ask<EngineDetails>(docker, "/info", limitMs),
        ]);
        if (!isEngine(version, info)) throw notDocker(endpoint);
        const isRemote = publishedHost(endpoint) !== loopback;
        const isInSight = !isRemote && info.Name === hostname() && info.KernelVersion === release();
        return { docker, engine: { endpoint, version, info, isRemote, isInSight } };
    } catch (error) {
        throw error instanceof Failure ? error : unreachable(endpoint, error);
    }
}

/** Reports whether the answers are those of an engine, since any HTTP server may listen at the address. */
function isEngine(version: Partial<EngineVersion>, info: Partial<EngineDetails>): boolean {
    return typeof version.ApiVersion === "string" && typeof info.OSType === "string";
}

function notDocker({ host, source }: DockerEndpoint): Failure {
    return new Failure(`What answers at ${host} (from ${source}) is not a Docker daemon.`, {
        next: "correct --docker-host, DOCKER_HOST or the Docker context",
    });
}
