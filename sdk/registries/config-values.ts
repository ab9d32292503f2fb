import * as pulumi from "@pulumi/pulumi";
import { checkedInput } from "../validation";
import { type RegistryConfig } from "./registries-args";
import { configValueRules } from "./registry-rules";

type Field = keyof typeof configValueRules;

const secretFields: Field[] = ["password", "token", "key"];

/** One value of a host's configuration, checked when it is known; what is secret becomes one. */
export function configValue(cluster: string, host: string, field: Field, value: pulumi.Input<string>) {
    const path = `registries.configs[${JSON.stringify(host)}].${field}`;
    const marked = secretFields.includes(field) ? pulumi.secret(value) : value;
    return checkedInput("Cluster", cluster, path, marked, configValueRules[field]);
}

/** All of a host's configuration. */
export function configValues(
    cluster: string,
    host: string,
    config: RegistryConfig,
): pulumi.Output<pulumi.Unwrap<RegistryConfig>> {
    const fields = (Object.keys(configValueRules) as Field[]).flatMap((field) => {
        const value = config[field];
        return value === undefined ? [] : [[field, configValue(cluster, host, field, value)] as const];
    });
    const { insecureSkipVerify } = config;
    return pulumi.output({ insecureSkipVerify, ...Object.fromEntries(fields) });
}
