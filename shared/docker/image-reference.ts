/** An image as Docker writes it: `[registry[:port]/]repository[:tag][@digest]`. */
export interface ImageReference {
    /** Absent where Docker takes Docker Hub for it. */
    registry?: string;
    repository: string;
    tag?: string;
    digest?: string;
}

const dockerHub = "docker.io";
/** As the Docker command line's configuration names it. */
const dockerHubLogin = "https://index.docker.io/v1/";

const host = "(?:[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?)(?:\\.[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?)*";
const registry = `(?:${host}|\\[[0-9a-fA-F:]+\\])(?::[0-9]+)?`;
const part = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
const pattern = new RegExp(
    `^(?:(?<registry>${registry})/)?(?<repository>${part}(?:/${part})*)` +
        "(?::(?<tag>[\\w][\\w.-]{0,127}))?(?:@(?<digest>[a-z][a-z0-9+._-]*:[0-9a-f]{32,}))?$",
);

/** Undefined for a text that Docker refuses. */
export function parseImageReference(image: string): ImageReference | undefined {
    const groups = image.length <= 512 ? pattern.exec(image)?.groups : undefined;
    if (groups?.repository === undefined) return undefined;
    const { registry: first, repository, tag, digest } = groups;
    // The first part is a host only where it cannot be a folder of Docker Hub, by the rule of Docker (splitDockerDomain).
    return first === undefined || /[.:A-Z]/.test(first) || first === "localhost"
        ? { registry: first, repository, tag, digest }
        : { repository: `${first}/${repository}`, tag, digest };
}

/** The registry that an image comes from, as the Docker command line's configuration names it. */
export function registryOf(image: string): string {
    const named = parsed(image).registry;
    return named === undefined || named === dockerHub ? dockerHubLogin : named;
}

/** An image's name in full, as containerd keeps it: Docker leaves out what is its default. */
export function fullImageName(image: string): string {
    const { tag, digest, ...rest } = parsed(image);
    const version = digest === undefined ? `:${tag ?? "latest"}` : `${tag === undefined ? "" : `:${tag}`}@${digest}`;
    return `${repositoryName(rest)}${version}`;
}

/** The name by which the kubelet asks for an image with a digest: without the tag; undefined for one that has none. */
export function byDigest(image: string): string | undefined {
    const reference = parsed(image);
    return reference.digest === undefined ? undefined : `${repositoryName(reference)}@${reference.digest}`;
}

/** The name under which an engine tells which image a container is of: Podman tells it in full. */
export function engineImageName(image: string, engine: "docker" | "podman" = "docker"): string {
    return engine === "podman" ? fullImageName(image) : image;
}

/**
 * The name that Podman keeps and saves an image under that was built or loaded without the name of a registry, where Docker,
 * and with it the kubelet, takes it for one of Docker Hub's.
 */
export function localhostImageName(image: string): string {
    return fullImageName(image).replace(/^docker\.io\/(library\/)?/, "localhost/");
}

function repositoryName({ registry: named = dockerHub, repository }: ImageReference): string {
    const isOfficial = named === dockerHub && !repository.includes("/");
    return `${named}/${isOfficial ? "library/" : ""}${repository}`;
}

/** What no rule let through, such as an image that a container has, stands for itself. */
function parsed(image: string): ImageReference {
    return parseImageReference(image) ?? { repository: image };
}
