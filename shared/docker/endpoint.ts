import { createHash } from "node:crypto";
import { join } from "node:path";

/** The address of a Docker daemon, and how it was found. */
export interface DockerEndpoint {
    /** `unix:///…`, `npipe://…`, `tcp://…` or `ssh://…`. */
    host: string;
    /** The folder with `ca.pem`, `cert.pem` and `key.pem`, if the daemon requires TLS. */
    certificatePath?: string;
    /** The setting that named this endpoint, for messages: `DOCKER_HOST`, `context "colima"`… */
    source: string;
}

/** The surroundings that decide which daemon to use. */
export interface EndpointSources {
    /** The `dockerHost` argument. */
    dockerHost?: string;
    environment: Record<string, string | undefined>;
    home: string;
    platform: NodeJS.Platform;
    /** The file's text, or undefined when there is none. */
    readFile(path: string): string | undefined;
    exists(path: string): boolean;
}

/**
 * Finds the daemon as the docker command line does: argument, `DOCKER_HOST`, `DOCKER_CONTEXT`, the current context, the
 * default socket; then the sockets of Docker Desktop, Rancher Desktop, Colima and Podman. An empty variable counts as
 * not set.
 */
export function resolveEndpoint(sources: EndpointSources): DockerEndpoint {
    const { dockerHost, environment } = sources;
    if (dockerHost) return withCertificates(sources, dockerHost, "the dockerHost argument");
    if (environment.DOCKER_HOST) return withCertificates(sources, environment.DOCKER_HOST, "DOCKER_HOST");
    const context = environment.DOCKER_CONTEXT || currentContext(sources);
    if (context && context !== "default") return contextEndpoint(sources, context);
    if (sources.platform === "win32") return { host: "npipe:////./pipe/docker_engine", source: "the default pipe" };
    const socket = knownSockets(sources).find((path) => sources.exists(path)) ?? defaultSocket;
    return { host: `unix://${socket}`, source: socket === defaultSocket ? "the default socket" : "a known socket" };
}

/**
 * Completes an address as the docker command line does: a host alone means TCP, and the certificates are in the folder
 * of Docker's configuration unless `DOCKER_CERT_PATH` names another one.
 */
function withCertificates(sources: EndpointSources, address: string, source: string): DockerEndpoint {
    const host = address.includes("://") ? address : `tcp://${address}`;
    const { DOCKER_TLS_VERIFY, DOCKER_CERT_PATH } = sources.environment;
    const isSecure = Boolean(DOCKER_TLS_VERIFY) && /^(tcp|http|https):/.test(host);
    return { host, certificatePath: isSecure ? DOCKER_CERT_PATH || configFolder(sources) : undefined, source };
}

const defaultSocket = "/var/run/docker.sock";

function knownSockets({ home, environment }: EndpointSources): string[] {
    const runtime = environment.XDG_RUNTIME_DIR;
    return [
        defaultSocket,
        join(home, ".docker/run/docker.sock"),
        join(home, ".rd/docker.sock"),
        join(home, ".colima/default/docker.sock"),
        ...(runtime ? [join(runtime, "docker.sock")] : []),
        "/run/podman/podman.sock",
    ];
}

/** Returns the folder of the docker command line's configuration. */
export function configFolder({ environment, home }: Pick<EndpointSources, "environment" | "home">): string {
    return environment.DOCKER_CONFIG || join(home, ".docker");
}

function currentContext(sources: EndpointSources): string | undefined {
    const text = sources.readFile(join(configFolder(sources), "config.json"));
    return text === undefined
        ? undefined
        : (parseJson(text) as { currentContext?: string } | undefined)?.currentContext;
}

function contextEndpoint(sources: EndpointSources, name: string): DockerEndpoint {
    const contexts = join(configFolder(sources), "contexts");
    const key = createHash("sha256").update(name).digest("hex");
    const text = sources.readFile(join(contexts, "meta", key, "meta.json"));
    const meta = text === undefined ? undefined : (parseJson(text) as ContextMeta | undefined);
    const host = meta?.Endpoints?.docker?.Host;
    if (!host) throw new Error(`The Docker context "${name}" does not exist: "docker context ls" lists those that do.`);
    const tls = join(contexts, "tls", key, "docker");
    const certificatePath = sources.exists(join(tls, "ca.pem")) ? tls : undefined;
    return { host, certificatePath, source: `context "${name}"` };
}

interface ContextMeta {
    Endpoints?: { docker?: { Host?: string } };
}

function parseJson(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}
