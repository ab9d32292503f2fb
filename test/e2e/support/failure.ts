/** What a failing operation tells the user; held to what every failure has to be. */
export async function failureOf(operation: Promise<unknown>): Promise<string> {
    const text = await operation.then(
        () => {
            throw new Error("the operation succeeded");
        },
        (error: unknown) => (error as Error).message.replace(/^ err\?: .*/ms, ""),
    );
    // A stack trace's lines.
    expect(text).not.toMatch(/^\s+at .*[:(]/m);
    return text;
}
