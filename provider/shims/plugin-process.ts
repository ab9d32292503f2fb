import * as pulumi from "@pulumi/pulumi";

let own: pulumi.ProviderResource | undefined;
let place: string | undefined;

/**
 * From here on this process is the plugin `pulumi-resource-k3s`: the resources that it makes are its own, and not dynamic ones.
 *
 * @param provider the reference to the provider that it is: another one may be of another version, and is another process.
 */
export function becomePlugin(provider: string): void {
    own = new pulumi.DependencyProviderResource(provider);
    place = provider.split("::").slice(2, 4).join("::");
}

/** What tells this process from that of another provider of the stack; empty in a program that uses the package. */
export function ownPlace(): string[] {
    return place === undefined ? [] : [place];
}

/** The provider that this process is; undefined in a program that uses the package. */
export function ownProvider(): pulumi.ProviderResource | undefined {
    return own;
}
