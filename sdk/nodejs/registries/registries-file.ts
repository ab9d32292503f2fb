import type * as pulumi from "@pulumi/pulumi";
import { stringify } from "yaml";
import { type RegistryConfig, type RegistryMirror } from "./registries-args";

/** K3s reads `registries.yaml` when it starts, and only then. */

export const pemFields = ["ca", "certificate", "key"] as const;

/** Returns the path of a host's PEM text, next to K3s's file. */
export function pemPath(host: string, field: (typeof pemFields)[number]): string {
    return `/etc/rancher/k3s/registries/${host === "*" ? "_default" : host}/${field}.pem`;
}

/** Returns the text of K3s's `registries.yaml`. */
export function registriesFile(
    mirrors: Record<string, pulumi.Unwrap<RegistryMirror>>,
    configs: Record<string, pulumi.Unwrap<RegistryConfig>>,
): string {
    const content = {
        mirrors: mapValues(mirrors, ({ endpoints, rewrite }) => defined({ endpoint: endpoints, rewrite })),
        configs: mapValues(configs, (config, host) => defined({ auth: authOf(config), tls: tlsOf(config, host) })),
    };
    // K3s reads YAML 1.1, in which a plain yes is not text.
    return stringify(content, { defaultStringType: "QUOTE_DOUBLE", lineWidth: 0 });
}

function authOf({ username, password, token }: pulumi.Unwrap<RegistryConfig>) {
    return undefinedIfEmpty(defined({ username, password, identity_token: token }));
}

function tlsOf(config: pulumi.Unwrap<RegistryConfig>, host: string) {
    const path = (field: (typeof pemFields)[number]) =>
        config[field] === undefined ? undefined : pemPath(host, field);
    return undefinedIfEmpty(
        defined({
            ca_file: path("ca"),
            cert_file: path("certificate"),
            key_file: path("key"),
            insecure_skip_verify: config.insecureSkipVerify,
        }),
    );
}

function defined(value: object): object {
    return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined));
}

function undefinedIfEmpty(value: object): object | undefined {
    return Object.keys(value).length > 0 ? value : undefined;
}

function mapValues<From, To>(record: Record<string, From>, to: (value: From, key: string) => To): Record<string, To> {
    return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, to(value, key)]));
}
