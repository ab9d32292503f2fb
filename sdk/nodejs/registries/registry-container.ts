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
    /** Beside what it always has. */
    environment?: Variables;
    /** On the loopback address; absent where only nodes use it. */
    hostPort?: pulumi.Input<number>;
    volumeName?: pulumi.Input<string>;
}

/** Where a cache pulls from. */
export interface Upstream {
    remoteUrl: string;
    username?: string;
    password?: string;
}

export function addressOf(alias: string): string {
    return `http://${alias}:${registryPort}`;
}

/** The configuration of the registry program, versions 2 and 3. */
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

/** No rights, no credentials but in a file for root alone. */
export function registryContainerArgs(registry: RegistryContainer): docker.ContainerArgs {
    const { hostPort, volumeName, files = [], environment = {} } = registry;
    const published = { internal: registryPort, external: hostPort, ip: "127.0.0.1", protocol: "tcp" };
    return {
        name: registry.containerName,
        image: registry.image,
        command: ["serve", registryConfigPath],
        // Version 3 would report each request to a collector that nobody runs.
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
