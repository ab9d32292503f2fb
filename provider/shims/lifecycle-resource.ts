import * as pulumi from "@pulumi/pulumi";
import { type InputsOf, type LifecycleName, type OutputsOf } from "../lifecycles";
import { dynamicProvider } from "./dynamic-provider";
import { computedNames } from "./computed-outputs";
import { withoutStackTraces } from "./without-stack-traces";

type PulumiInputs<Name extends LifecycleName> = {
    [Key in keyof InputsOf<Name>]: pulumi.Input<InputsOf<Name>[Key]>;
};

class LifecycleResource<Name extends LifecycleName> extends pulumi.dynamic.Resource {
    constructor(implementation: Name, name: string, inputs: PulumiInputs<Name>, options: pulumi.CustomResourceOptions) {
        const { all, secret } = computedNames(implementation);
        const computed = Object.fromEntries(all.map((key) => [key, undefined]));
        super(
            dynamicProvider,
            name,
            { ...computed, ...inputs, implementation },
            { ...options, additionalSecretOutputs: secret },
            "k3s",
            implementation.replace(/^v\d+\./, ""),
        );
    }

    output<Key extends keyof OutputsOf<Name> & string>(key: Key): pulumi.Output<OutputsOf<Name>[Key]> {
        return (this as unknown as Record<string, pulumi.Output<OutputsOf<Name>[Key]>>)[key] as pulumi.Output<
            OutputsOf<Name>[Key]
        >;
    }
}

/** A dynamic resource whose life is one of our lifecycles; its type token is `pulumi-nodejs:dynamic/k3s:<Kind>`. */
export function lifecycleResource<Name extends LifecycleName>(
    implementation: Name,
    name: string,
    inputs: PulumiInputs<Name>,
    options: pulumi.CustomResourceOptions,
): LifecycleResource<Name> {
    return withoutStackTraces(() => new LifecycleResource(implementation, name, inputs, options));
}

export type { InputsOf, LifecycleResource };
