import type * as pulumi from "@pulumi/pulumi";

let plugin: { provider?: pulumi.ProviderResource } | undefined;

/** From here on this process is the plugin `pulumi-resource-k3s`: the resources that it makes are its own, and not dynamic ones. */
export function becomePlugin(): void {
    plugin = {};
}

/** Says which of the providers of the plugin this process is: what it makes is then served by itself, and not by another one. */
export function actAs(provider: pulumi.ProviderResource): void {
    plugin = { provider };
}

/** Undefined in a program that uses the package. */
export function pluginProcess(): { provider?: pulumi.ProviderResource } | undefined {
    return plugin;
}
