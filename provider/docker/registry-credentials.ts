import { join } from "node:path";

const dockerHub = "https://index.docker.io/v1/";

/** The registry that an image comes from, as the Docker command line's configuration names it. */
export function registryOf(image: string): string {
    const [first = "", ...rest] = image.split("/");
    const isHost = rest.length > 0 && (/[.:]/.test(first) || first === "localhost");
    return isHost && first !== "docker.io" ? first : dockerHub;
}

/** Whether the user has logged in to a registry with the Docker command line. */
export function hasCredentials(
    registry: string,
    { folder, readFile }: { folder: string; readFile: (path: string) => string | undefined },
): boolean {
    try {
        const configuration = JSON.parse(readFile(join(folder, "config.json")) ?? "{}") as Record<
            string,
            object | undefined
        >;
        return ["auths", "credHelpers"].some((key) => registry in (configuration[key] ?? {}));
    } catch {
        return false;
    }
}
