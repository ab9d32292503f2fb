import * as pulumi from "@pulumi/pulumi";
import { type InputsOf, type LifecycleName, type OutputsOf } from "../lifecycles";
import { dynamicProvider } from "./dynamic-provider";
import { computedNames } from "./computed-outputs";
import { ownProvider } from "./plugin-process";
import { withoutStackTraces } from "./without-stack-traces";

type PulumiInputs<Name extends LifecycleName> = {
    [Key in keyof InputsOf<Name>]: pulumi.Input<InputsOf<Name>[Key]>;
};

interface LifecycleResource<Name extends LifecycleName> extends pulumi.CustomResource {
    output<Key extends keyof OutputsOf<Name> & string>(key: Key): pulumi.Output<OutputsOf<Name>[Key]>;
}

class DynamicResource extends pulumi.dynamic.Resource {
    constructor(kind: string, name: string, inputs: pulumi.Inputs, options: pulumi.CustomResourceOptions) {
        super(dynamicProvider, name, inputs, alsoKnownAs(pluginType(kind), options), "k3s", kind);
    }

    output(key: string) {
        return outputOf(this, key);
    }
}

class PluginResource extends pulumi.CustomResource {
    constructor(kind: string, name: string, inputs: pulumi.Inputs, options: pulumi.CustomResourceOptions) {
        const known = alsoKnownAs(`pulumi-nodejs:dynamic/k3s:${kind}`, options);
        super(pluginType(kind), name, inputs, { ...known, provider: ownProvider() });
    }

    output(key: string) {
        return outputOf(this, key);
    }
}

/**
 * Creates a resource with one of the package's lifecycles. In a program it is a dynamic resource,
 * `pulumi-nodejs:dynamic/k3s:<Kind>`; in the plugin's process it is one of the plugin's own, `k3s:index:<Kind>`. Inputs
 * and outputs are the same, so a stack may change from one to the other.
 */
export function lifecycleResource<Name extends LifecycleName>(
    implementation: Name,
    name: string,
    inputs: PulumiInputs<Name>,
    options: pulumi.CustomResourceOptions,
): LifecycleResource<Name> {
    const { all, secret } = computedNames(implementation);
    const computed = Object.fromEntries(all.map((key) => [key, undefined]));
    const Resource = ownProvider() ? PluginResource : DynamicResource;
    return withoutStackTraces(
        () =>
            new Resource(
                implementation.replace(/^v\d+\./, ""),
                name,
                { ...computed, ...inputs, implementation },
                { ...options, additionalSecretOutputs: secret },
            ),
    ) as LifecycleResource<Name>;
}

function pluginType(kind: string): string {
    return `k3s:index:${kind}`;
}

function alsoKnownAs(type: string, options: pulumi.CustomResourceOptions): pulumi.CustomResourceOptions {
    return { ...options, aliases: [...(options.aliases ?? []), { type }] };
}

function outputOf(resource: pulumi.Resource, key: string): pulumi.Output<unknown> {
    return (resource as unknown as Record<string, pulumi.Output<unknown>>)[key] as pulumi.Output<unknown>;
}

export type { InputsOf, LifecycleResource };
