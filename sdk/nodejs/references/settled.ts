import * as pulumi from "@pulumi/pulumi";
import { isTree, setValue, type Tree } from "../../../shared/yaml/tree";
import type { Origin } from "./origin";

/** The resolved value of an Input. */
export interface Settled {
    /** A plain value. What a preview does not know, all or parts of it, is still an Output. */
    value: unknown;
    origin: Origin;
}

interface Parts {
    promise(withUnknowns: boolean): Promise<unknown>;
    isKnown: Promise<boolean>;
    isSecret: Promise<boolean>;
    allResources(): Promise<Set<pulumi.Resource>>;
}

/** Waits for an Input and every Output inside it. Rejects if one of them fails. */
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

/** Returns the value of an output, or another value if it is undefined or a preview does not know it. */
export function valueOr<T>(output: pulumi.Output<T>, otherwise: T): pulumi.Output<T> {
    return pulumi.output(
        settled(output).then(({ value }) =>
            value === undefined || pulumi.Output.isInstance(value) ? otherwise : value,
        ),
    ) as pulumi.Output<T>;
}

/**
 * Replaces Pulumi's marker of an unknown value by an Output. The marker looks like an ordinary object, but an Output is
 * recognized everywhere.
 */
function withOutputs(value: unknown): unknown {
    if (pulumi.isUnknown(value)) return pulumi.output(pulumi.unknown);
    if (Array.isArray(value)) return value.map(withOutputs);
    if (!isTree(value)) return value;
    const result: Tree = {};
    for (const [name, inner] of Object.entries(value)) setValue(result, name, withOutputs(inner));
    return result;
}
