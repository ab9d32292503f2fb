/** An image reference as Docker writes it: `[registry[:port]/]repository[:tag][@digest]`. */
export interface ImageReference {
    /** Absent if the image comes from Docker Hub by default. */
    registry?: string;
    repository: string;
    tag?: string;
    digest?: string;
}

const dockerHub = "docker.io";
/** The key of Docker Hub in the Docker command line's configuration. */
const dockerHubLogin = "https://index.docker.io/v1/";

const host = "(?:[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?)(?:\\.[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?)*";
const registry = `(?:${host}|\\[[0-9a-fA-F:]+\\])(?::[0-9]+)?`;
const part = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
const pattern = new RegExp(
    `^(?:(?<registry>${registry})/)?(?<repository>${part}(?:/${part})*)` +
        "(?::(?<tag>[\\w][\\w.-]{0,127}))?(?:@(?<digest>[a-z][a-z0-9+._-]*:[0-9a-f]{32,}))?$",
);

/** Parses an image reference. Returns undefined if Docker refuses the text. */
export function parseImageReference(image: string): ImageReference | undefined {
    const groups = image.length <= 512 ? pattern.exec(image)?.groups : undefined;
    if (groups?.repository === undefined) return undefined;
    const { registry: first, repository, tag, digest } = groups;
    // By Docker's rule (splitDockerDomain), the first part is a host only if it cannot be a namespace of Docker Hub.
    return first === undefined || /[.:A-Z]/.test(first) || first === "localhost"
        ? { registry: first, repository, tag, digest }
        : { repository: `${first}/${repository}`, tag, digest };
}

/** Returns the registry of an image, as the Docker command line's configuration names it. */
export function registryOf(image: string): string {
    const named = parsed(image).registry;
    return named === undefined || named === dockerHub ? dockerHubLogin : named;
}

/** Returns an image's full name, as containerd stores it. Docker omits the defaults. */
export function fullImageName(image: string): string {
    const { tag, digest, ...rest } = parsed(image);
    const version = digest === undefined ? `:${tag ?? "latest"}` : `${tag === undefined ? "" : `:${tag}`}@${digest}`;
    return `${repositoryName(rest)}${version}`;
}

/**
 * Returns the name by which the kubelet looks for an image with a digest: without the tag. Returns undefined for an
 * image without a digest.
 */
export function byDigest(image: string): string | undefined {
    const reference = parsed(image);
    return reference.digest === undefined ? undefined : `${repositoryName(reference)}@${reference.digest}`;
}

/** Returns the name by which an engine reports a container's image. Podman reports the full name. */
export function engineImageName(image: string, engine: "docker" | "podman" = "docker"): string {
    return engine === "podman" ? fullImageName(image) : image;
}

/**
 * Returns the name under which Podman stores and saves an image that was built or loaded without a registry's name.
 * Docker, and therefore the kubelet, takes such an image for one of Docker Hub.
 */
export function localhostImageName(image: string): string {
    return fullImageName(image).replace(/^docker\.io\/(library\/)?/, "localhost/");
}

function repositoryName({ registry: named = dockerHub, repository }: ImageReference): string {
    const isOfficial = named === dockerHub && !repository.includes("/");
    return `${named}/${isOfficial ? "library/" : ""}${repository}`;
}

/**
 * Parses an image reference. A text that is not a valid one, such as the image of an existing container, is used as it
 * is.
 */
function parsed(image: string): ImageReference {
    return parseImageReference(image) ?? { repository: image };
}
