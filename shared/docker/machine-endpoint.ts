import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { type DockerEndpoint, resolveEndpoint } from "./endpoint";

/** Finds the Docker daemon by this process's environment and configuration. */
export function machineEndpoint(dockerHost?: string): DockerEndpoint {
    return resolveEndpoint({
        dockerHost,
        environment: process.env,
        home: homedir(),
        platform: process.platform,
        exists: existsSync,
        readFile: (path) => (existsSync(path) ? readFileSync(path, "utf8") : undefined),
    });
}
