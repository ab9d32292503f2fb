/** Returns the message of a failing operation, and checks what holds for every failure. */
export async function failureOf(operation: Promise<unknown>): Promise<string> {
    const text = await operation.then(
        () => {
            throw new Error("the operation succeeded");
        },
        (error: unknown) => (error as Error).message.replace(/^ err\?: .*/ms, ""),
    );
    // No line of a stack trace.
    expect(text).not.toMatch(/^\s+at .*[:(]/m);
    return text;
}
