/** The error as Pulumi is to show it: Pulumi prints name and stack of what a dynamic provider throws, people need neither. */
export function plainError(error: unknown): Error {
    const plain = new Error(error instanceof Error ? error.message : String(error), { cause: error });
    plain.name = "";
    plain.stack = process.env.PULUMI_K3S_DEBUG && error instanceof Error ? error.stack : "";
    return plain;
}
