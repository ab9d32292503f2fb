import * as pulumi from "@pulumi/pulumi";

let own: pulumi.ProviderResource | undefined;
let place: string | undefined;

/**
 * Makes this process the plugin `pulumi-resource-k3s`: the resources that it creates are its own, not dynamic ones.
 *
 * @param provider the reference to the provider that this process is. Another provider may have another version, and is
 * another process.
 */
export function becomePlugin(provider: string): void {
    own = new pulumi.DependencyProviderResource(provider);
    place = provider.split("::").slice(2, 4).join("::");
}

/**
 * Returns what distinguishes this process from that of another provider of the stack; empty in a program that uses the
 * package.
 */
export function ownPlace(): string[] {
    return place === undefined ? [] : [place];
}

/** Returns the provider that this process is; undefined in a program that uses the package. */
export function ownProvider(): pulumi.ProviderResource | undefined {
    return own;
}
