/**
 * Runs an operation and rethrows its error in the form that Pulumi should show: Pulumi prints the name and the stack of
 * an error, which users do not need.
 */
export async function asUserError<T>(operation: () => Promise<T>): Promise<T> {
    try {
        return await operation();
    } catch (error) {
        throw userError(error);
    }
}

function userError(error: unknown): Error {
    const plain = new Error(error instanceof Error ? error.message : String(error), { cause: error });
    plain.name = "";
    plain.stack = process.env.PULUMI_K3S_DEBUG && error instanceof Error ? error.stack : "";
    return plain;
}
