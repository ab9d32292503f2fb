import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { type DockerEndpoint, resolveEndpoint } from "./endpoint";

/** The daemon that this process's environment and configuration name. */
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
