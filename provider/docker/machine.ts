import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { askCredentialHelper } from "./credential-helper";
import { configFolder, type DockerEndpoint, resolveEndpoint } from "./endpoint";
import { registryCredentials, type RegistryCredentials, registryOf } from "./registry-credentials";

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

/** What this machine's user has logged in to the registry of an image with. */
export function machineCredentials(image: string): Promise<RegistryCredentials | undefined> {
    const folder = configFolder({ environment: process.env, home: homedir() });
    const logins = process.env.DOCKER_AUTH_CONFIG;
    return registryCredentials(registryOf(image), { folder, logins, readFile, askHelper: askCredentialHelper });
}

function readFile(path: string): string | undefined {
    return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}
