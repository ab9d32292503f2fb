/** Lets an operation fail as Pulumi is to show it: Pulumi prints name and stack of what it is thrown, people need neither. */
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
