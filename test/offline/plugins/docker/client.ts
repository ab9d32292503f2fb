// Stands for: how the docker provider finds and checks the daemon.
import { readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import Docker from "dockerode";
import type { PropertyMap } from "../host/plugin";
import { daemonMessage } from "./errors";

/** The context wins over the host; the context that the Docker CLI has selected is not looked at. */
export function endpointOf(config: PropertyMap): string {
    const context = (config.context ?? process.env.DOCKER_CONTEXT ?? "") as string;
    if (context) {
        return contextHost(context);
    }
    return (config.host ?? process.env.DOCKER_HOST ?? "unix:///var/run/docker.sock") as string;
}

/** The real one looks in the home folder only, wherever DOCKER_CONFIG points. */
function contextHost(context: string): string {
    const folder = join(homedir(), ".docker", "contexts", "meta");
    let entries: string[];
    try {
        entries = readdirSync(folder);
    } catch (error) {
        throw new Error(
            `Error loading Docker context '${context}': could not read contexts directory: ${(error as Error).message}`,
        );
    }
    for (const entry of entries) {
        try {
            const meta = JSON.parse(readFileSync(join(folder, entry, "meta.json"), "utf8")) as {
                Name: string;
                Endpoints: Record<string, { Host: string } | undefined>;
            };
            if (meta.Name === context && meta.Endpoints.docker) {
                return meta.Endpoints.docker.Host;
            }
        } catch {
            continue;
        }
    }
    throw new Error(`Error loading Docker context '${context}': context '${context}' not found`);
}

export function dockerOptions(endpoint: string, config: PropertyMap): Docker.DockerOptions {
    if (endpoint.startsWith("unix://")) {
        return { socketPath: endpoint.slice("unix://".length) };
    }
    const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
    if (!url || !["tcp:", "http:", "https:"].includes(url.protocol)) {
        throw new Error(
            `unable to parse docker host \`${endpoint}\` (the stand-in for the plugin speaks unix and tcp)`,
        );
    }
    const tls = certificates(config);
    return {
        host: url.hostname,
        port: Number(url.port || (tls ? 2376 : 2375)),
        protocol: tls ? "https" : "http",
        ...tls,
    };
}

function certificates(config: PropertyMap): { ca?: string; cert: string; key: string } | undefined {
    const path = (config.certPath ?? process.env.DOCKER_CERT_PATH ?? "") as string;
    const [ca, cert, key] = [config.caMaterial, config.certMaterial, config.keyMaterial] as (string | undefined)[];
    if (cert || key) {
        if (!cert || !key) {
            throw new Error("cert_material, and key_material must be specified");
        }
        if (path) {
            throw new Error("cert_path must not be specified");
        }
        return { ca, cert, key };
    }
    const read = (name: string) => readFileSync(join(path, name), "utf8");
    return path ? { ca: read("ca.pem"), cert: read("cert.pem"), key: read("key.pem") } : undefined;
}

export async function connect(endpoint: string, config: PropertyMap): Promise<Docker> {
    const docker = new Docker(dockerOptions(endpoint, config));
    // Provider arguments that are no strings arrive as JSON.
    if (config.disableDockerDaemonCheck === "true" || config.disableDockerDaemonCheck === true) {
        return docker;
    }
    try {
        await docker.ping();
    } catch (error) {
        throw new Error(
            `failed to create Docker client: Error pinging Docker server, please make sure that ${endpoint} is reachable ` +
                `and has a  '_ping' endpoint. Error: ${daemonMessage(error, endpoint)}`,
        );
    }
    return docker;
}
