import * as pulumi from "@pulumi/pulumi";
import { type RegistryConfig } from "./registries-args";

const secretFields = ["password", "token", "key"] as const;

/** Marks the secret fields in the configurations of hosts as secrets. */
export function secretConfigs(configs: Record<string, RegistryConfig>): Record<string, RegistryConfig> {
    return Object.fromEntries(Object.entries(configs).map(([host, config]) => [host, marked(config)]));
}

function marked(config: RegistryConfig): RegistryConfig {
    const given = secretFields.filter((field) => config[field] !== undefined);
    return { ...config, ...Object.fromEntries(given.map((field) => [field, pulumi.secret(config[field])])) };
}
