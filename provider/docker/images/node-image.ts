import { finished } from "node:stream/promises";
import type Docker from "dockerode";
import { networkTrouble } from "../../diagnostics/network-remedy";
import { Failure } from "../../failure";
import { localhostImageName, registryOf } from "../../../shared/docker/image-reference";
import { type RegistryCredentials } from "./registry-credentials";
import { unlessGone } from "../daemon/status";

/** Pulls with many layers on a slow line take long; one that hangs has to end. */
const pullTimeoutMs = 20 * 60_000;

/** Whether the daemon has an image of that name. */
export async function hasImage(docker: Docker, image: string): Promise<boolean> {
    return (await unlessGone(docker.getImage(image).inspect())) !== undefined;
}

/**
 * Has the daemon pull the nodes' image unless it has it, with what the user has logged in with; the Docker plugin would
 * pull without.
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

/** What to do where the daemon neither has the node image nor can pull it. */
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

/** Of what is wrong with the daemon's network: the cluster's arguments are for nodes, and there is none yet. */
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

/** Pulls an image; what kept the daemon from it, or undefined when it has the image now. */
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
        // The daemon answers 200 before it begins; a failure later on is the stream's last event.
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

/** The daemon's own words, without what the client puts before them. */
export function daemonMessage({ message }: Error): string {
    return message.replace(/^\(HTTP code \d+\) .*? - /, "").trim();
}
