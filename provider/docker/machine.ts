import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { configFolder, type DockerEndpoint, resolveEndpoint } from "./endpoint";
import { hasCredentials, registryOf } from "./registry-credentials";

/** The daemon that this process's environment and configuration name. */
export function machineEndpoint(dockerHost?: string): DockerEndpoint {
    return resolveEndpoint({
        dockerHost,
        environment: process.env,
        home: homedir(),
        platform: process.platform,
        exists: existsSync,
        readFile,
    });
}

/** Whether this machine's user has logged in to the registry of an image. */
export function machineHasCredentials(image: string): boolean {
    const folder = configFolder({ environment: process.env, home: homedir() });
    return hasCredentials(registryOf(image), { folder, readFile });
}

function readFile(path: string): string | undefined {
    return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}
