const dockerHub = "https://index.docker.io/v1/";

/** The registry that an image comes from, as the Docker command line's configuration names it. */
export function registryOf(image: string): string {
    const [first = "", ...rest] = image.split("/");
    const isHost = rest.length > 0 && (/[.:]/.test(first) || first === "localhost");
    return isHost && first !== "docker.io" ? first : dockerHub;
}

/** An image's name in full, as containerd keeps it: Docker leaves out what is its default. */
export function fullImageName(image: string): string {
    const isOfDockerHub = registryOf(image).startsWith("https://");
    const path = image.replace(/^docker\.io\//, "");
    const named = isOfDockerHub ? `docker.io/${path.includes("/") ? path : `library/${path}`}` : image;
    return /[:@][^/]*$/.test(named) ? named : `${named}:latest`;
}

/** The name by which the kubelet asks for an image with a digest: without the tag; undefined for one that has none. */
export function byDigest(image: string): string | undefined {
    const [named = "", digest] = image.split("@");
    return digest === undefined ? undefined : `${fullImageName(named).replace(/:[^/]*$/, "")}@${digest}`;
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
