import * as pulumi from "@pulumi/pulumi";
import { settled } from "./settled";
import { isDeferred } from "../validation";

/** A name that something is created under, and what has to be there before. */
export interface NamedBy {
    name: pulumi.Input<string> | undefined;
    after: Promise<pulumi.Resource[]>;
}

/**
 * A name without the resources that it comes from, which are to come before by `dependsOn` alone. Pulumi takes every
 * property that comes from a resource as unknown while that is deleted and recreated, even when it will be the same; and an
 * unknown name replaces what has it, such as a release for a ConfigMap of the Manifest whose namespace it takes.
 */
export function namedBy(name: pulumi.Input<string> | undefined): NamedBy {
    if (!isDeferred(name)) return { name, after: Promise.resolve([]) };
    const known = settled(name);
    const value = known.then(({ value, origin }) => (origin.isSecret ? pulumi.secret(value) : value));
    const after = known.then(({ origin }) => [...origin.resources]);
    // The user of the name gets its failure.
    after.catch(() => undefined);
    return { name: pulumi.output(value), after };
}
