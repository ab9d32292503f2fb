import * as pulumi from "@pulumi/pulumi";

/** How the wire says that a value is not known. */
export const wireUnknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Makes a recorded program a preview; the next one is none. */
export function asPreview(): void {
    (pulumi.runtime as unknown as { _setIsDryRun(isDryRun: boolean): void })._setIsDryRun(true);
}

/** An Output that a preview does not know. */
export function unknown<T>(): pulumi.Output<T> {
    return pulumi.output(pulumi.unknown) as unknown as pulumi.Output<T>;
}

export function isKnown(output: pulumi.Output<unknown>): Promise<boolean> {
    return (output as unknown as { isKnown: Promise<boolean> }).isKnown;
}
