import { finished } from "node:stream/promises";
import type Docker from "dockerode";
import { networkTrouble } from "../../diagnostics/network-remedy";
import { Failure } from "../../failure";
import { localhostImageName, registryOf } from "../../../shared/docker/image-reference";
import { type RegistryCredentials } from "./registry-credentials";
import { unlessGone } from "../daemon/status";

/** A pull of many layers over a slow line takes long, but one that hangs has to end. */
const pullTimeoutMs = 20 * 60_000;

/** Reports whether the daemon has an image of that name. */
export async function hasImage(docker: Docker, image: string): Promise<boolean> {
    return (await unlessGone(docker.getImage(image).inspect())) !== undefined;
}

/**
 * Lets the daemon pull the nodes' image with the user's login, unless it has the image. The Docker plugin would pull it
 * without a login.
 */
export async function provideNodeImage(
    docker: Docker,
    image: string,
    credentialsOf: (image: string) => Promise<RegistryCredentials | undefined>,
    progress: (message: string) => void = () => undefined,
): Promise<void> {
    if (await hasImage(docker, image)) return;
    progress(`pulling ${image}`);
    const why = await pull(docker, image, await credentialsOf(image));
    if (why === undefined) return;
    const built = localhostImageName(image);
    if (built !== image && (await hasImage(docker, built))) {
        throw new Failure(`The Podman service has no node image "${image}", but has "${built}".`, {
            next: `use that one, as image or with pulumi config set k3s:image ${built}; then run pulumi up again`,
        });
    }
    throw new Failure(`The Docker daemon has no node image "${image}" and cannot pull it.`, {
        why,
        next: `${nodeImageRemedy(image, why)}; then run pulumi up again`,
    });
}

/** Returns what to do when the daemon neither has the node image nor can pull it. */
export function nodeImageRemedy(image: string, why: string): string {
    const ofDaemon = daemonRemedy(image, why);
    if (ofDaemon !== undefined)
        return `${ofDaemon}; or bring the image to the daemon (docker pull ${image}, docker load)`;
    const registry = registryOf(image);
    const login = registry.startsWith("https://") ? "docker login" : `docker login ${registry}`;
    return (
        "correct version, image or the configuration k3s:image; " +
        `or log in to its registry (${login}); or bring the image to the daemon (docker pull ${image}, docker load)`
    );
}

/**
 * Returns what to do about a problem of the daemon's network. The cluster's arguments do not help, because they are for
 * nodes, and there are none yet.
 */
function daemonRemedy(image: string, why: string): string | undefined {
    const registry = registryOf(image).replace(/^https:\/\/index\.docker\.io.*/, "registry-1.docker.io");
    switch (networkTrouble(why)) {
        case "authority":
            return `let the Docker daemon trust the registry (/etc/docker/certs.d/${registry}/ca.crt, or the authorities of its machine): trust of the Cluster is for nodes`;
        case "proxy":
            return "correct the Docker daemon's own proxy (docker info shows it): proxy of the Cluster is for nodes";
        default:
            return undefined;
    }
}

/** Pulls an image. Returns the daemon's problem, or undefined when it has the image. */
export async function pull(
    docker: Docker,
    image: string,
    authconfig?: RegistryCredentials,
): Promise<string | undefined> {
    let problem: string | undefined;
    try {
        const stream = await docker.pull(image, {
            ...(authconfig ? { authconfig } : {}),
            abortSignal: AbortSignal.timeout(pullTimeoutMs),
        });
        // The daemon answers 200 before it begins; a later failure is the last event of the stream.
        docker.modem.followProgress(
            stream,
            () => undefined,
            ({ error }: { error?: string }) => (problem = error ?? problem),
        );
        await finished(stream);
        return problem;
    } catch (error) {
        return problem ?? daemonMessage(error as Error);
    }
}

/** Returns the daemon's own message, without the client's prefix. */
export function daemonMessage({ message }: Error): string {
    return message.replace(/^\(HTTP code \d+\) .*? - /, "").trim();
}
