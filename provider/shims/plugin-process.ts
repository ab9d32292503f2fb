import * as pulumi from "@pulumi/pulumi";

let own: pulumi.ProviderResource | undefined;

/**
 * From here on this process is the plugin `pulumi-resource-k3s`: the resources that it makes are its own, and not dynamic ones.
 *
 * @param provider the reference to the provider that it is: another one may be of another version, and is another process.
 */
export function becomePlugin(provider: string): void {
    own = new pulumi.DependencyProviderResource(provider);
}

/** The provider that this process is; undefined in a program that uses the package. */
export function ownProvider(): pulumi.ProviderResource | undefined {
    return own;
}
