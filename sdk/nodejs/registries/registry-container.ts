import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { stringify } from "yaml";
import { ownerLabel, roleLabel } from "../../../shared/labels";
import { registryConfigPath } from "../../../shared/node-files";
import { type Variables } from "../cluster/proxy/proxy-variables";
import { joinedLists, mappedEntries } from "../validation";
import { type NodeFile, upload } from "../cluster/node/node-container";

/** The registry's name on the cluster's network. */
export const registryAlias = "registry";
const registryPort = 5000;
export const registryAddress = `${registryAlias}:${registryPort}`;

const storagePath = "/var/lib/registry";

/** A container of the registry program, CNCF Distribution: a registry, or a cache in front of one. */
export interface RegistryContainer {
    containerName: pulumi.Input<string>;
    image: pulumi.Input<string>;
    networkName: pulumi.Input<string>;
    owner: pulumi.Input<string>;
    role: "registry" | "cache";
    alias: string;
    config: pulumi.Input<string>;
    files?: NodeFile[];
    /** Environment variables in addition to those that every such container has. */
    environment?: Variables;
    /** The port on the Docker host's loopback address. Absent if only nodes use the container. */
    hostPort?: pulumi.Input<number>;
    volumeName?: pulumi.Input<string>;
}

/** The registry that a cache pulls from. */
export interface Upstream {
    remoteUrl: string;
    username?: string;
    password?: string;
}

export function addressOf(alias: string): string {
    return `http://${alias}:${registryPort}`;
}

/** Returns the configuration of the registry program, for versions 2 and 3. */
export function registryConfig(upstream?: Upstream): string {
    return stringify(
        {
            version: "0.1",
            log: { accesslog: { disabled: true } },
            storage: { filesystem: { rootdirectory: storagePath }, delete: { enabled: true } },
            http: { addr: `:${registryPort}` },
            ...(upstream && {
                proxy: { remoteurl: upstream.remoteUrl, username: upstream.username, password: upstream.password },
            }),
        },
        { defaultStringType: "QUOTE_DOUBLE", lineWidth: 0 },
    );
}

/**
 * Returns the arguments of a registry's or cache's container. It has no capabilities, and credentials only in a file
 * for root.
 */
export function registryContainerArgs(registry: RegistryContainer): docker.ContainerArgs {
    const { hostPort, volumeName, files = [], environment = {} } = registry;
    const published = { internal: registryPort, external: hostPort, ip: "127.0.0.1", protocol: "tcp" };
    return {
        name: registry.containerName,
        image: registry.image,
        command: ["serve", registryConfigPath],
        // Version 3 would send traces of each request to a collector that does not exist.
        envs: joinedLists<string>(
            ["OTEL_TRACES_EXPORTER=none"],
            mappedEntries(environment, (name, value) => `${name}=${value}`),
        ),
        init: true,
        restart: "unless-stopped",
        mustRun: false,
        capabilities: { drops: ["ALL"] },
        networkMode: "bridge",
        networksAdvanced: [{ name: registry.networkName, aliases: [registry.alias] }],
        hosts: [{ host: "host.docker.internal", ip: "host-gateway" }],
        ports: hostPort === undefined ? [] : [published],
        volumes: volumeName === undefined ? [] : [{ containerPath: storagePath, volumeName }],
        uploads: [{ path: registryConfigPath, content: registry.config }, ...files].map(upload),
        labels: [
            { label: ownerLabel, value: registry.owner },
            { label: roleLabel, value: registry.role },
        ],
    };
}
