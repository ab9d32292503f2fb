import * as pulumi from "@pulumi/pulumi";
import { isTree, setValue, type Tree } from "../../../shared/yaml/tree";
import type { Origin } from "./origin";

/** The resolved value of an Input. */
export interface Settled {
    /** Plain but for what a preview does not know, all of it or parts: that is an Output still. */
    value: unknown;
    origin: Origin;
}

interface Parts {
    promise(withUnknowns: boolean): Promise<unknown>;
    isKnown: Promise<boolean>;
    isSecret: Promise<boolean>;
    allResources(): Promise<Set<pulumi.Resource>>;
}

/**
 * Waits for an Input and all that is in it.
 *
 * Rejects with what it fails with.
 */
export async function settled(input: unknown): Promise<Settled> {
    const parts = pulumi.output(input) as unknown as Parts;
    const [value, isSecret, resources] = await Promise.all([
        parts.promise(true),
        parts.isSecret,
        parts.allResources(),
        parts.isKnown,
    ]);
    return { value: withOutputs(value), origin: { isSecret, resources: [...resources] } };
}

/** The value of an output; another one where there is none, and in a preview that does not know it. */
export function valueOr<T>(output: pulumi.Output<T>, otherwise: T): pulumi.Output<T> {
    return pulumi.output(
        settled(output).then(({ value }) =>
            value === undefined || pulumi.Output.isInstance(value) ? otherwise : value,
        ),
    ) as pulumi.Output<T>;
}

/** Pulumi's mark for what is not known is an object like others; an Output is taken for what it is everywhere. */
function withOutputs(value: unknown): unknown {
    if (pulumi.isUnknown(value)) return pulumi.output(pulumi.unknown);
    if (Array.isArray(value)) return value.map(withOutputs);
    if (!isTree(value)) return value;
    const result: Tree = {};
    for (const [name, inner] of Object.entries(value)) setValue(result, name, withOutputs(inner));
    return result;
}
