import type * as pulumi from "@pulumi/pulumi";

/** Returns the value of an output, in a hook. Rejects with the output's error, and when the value is not known yet. */
export async function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
    const parts = output as unknown as { promise(): Promise<T>; isKnown: Promise<boolean> };
    const [value, isKnown] = await Promise.all([parts.promise(), parts.isKnown]);
    if (isKnown) return value;
    throw new Error("A value that a hook needs is not known yet.");
}
