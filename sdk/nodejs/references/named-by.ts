import * as pulumi from "@pulumi/pulumi";
import { settled } from "./settled";
import { isDeferred } from "../validation";

/** The name of an object to create, and the resources that have to exist before. */
export interface NamedBy {
    name: pulumi.Input<string> | undefined;
    after: Promise<pulumi.Resource[]>;
}

/**
 * Separates a name from the resources that it comes from, which are then needed in `dependsOn`. While a resource is
 * replaced, Pulumi treats every property that comes from it as unknown, even if its value will be the same. An unknown
 * name replaces the object that has it, for example a release whose namespace comes from a Manifest when a ConfigMap of
 * the Manifest is replaced.
 */
export function namedBy(name: pulumi.Input<string> | undefined): NamedBy {
    if (!isDeferred(name)) return { name, after: Promise.resolve([]) };
    const known = settled(name);
    const value = known.then(({ value, origin }) => (origin.isSecret ? pulumi.secret(value) : value));
    const after = known.then(({ origin }) => [...origin.resources]);
    // The user of the name gets the same failure.
    after.catch(() => undefined);
    return { name: pulumi.output(value), after };
}
