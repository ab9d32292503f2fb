import type * as pulumi from "@pulumi/pulumi";

/** The value of an output, in a hook, where it is known. */
export function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
    return new Promise((resolve) => {
        output.apply((value) => {
            resolve(value);
        });
    });
}
