import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { askCredentialHelper } from "./credential-helper";
import { configFolder } from "../../../shared/docker/endpoint";
import { registryOf } from "../../../shared/docker/image-reference";
import { registryCredentials, type RegistryCredentials } from "./registry-credentials";

/** Returns the credentials with which this machine's user has logged in to the registry of an image. */
export function machineCredentials(image: string): Promise<RegistryCredentials | undefined> {
    const folder = configFolder({ environment: process.env, home: homedir() });
    const logins = process.env.DOCKER_AUTH_CONFIG;
    return registryCredentials(registryOf(image), { folder, logins, readFile, askHelper: askCredentialHelper });
}

function readFile(path: string): string | undefined {
    return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}
