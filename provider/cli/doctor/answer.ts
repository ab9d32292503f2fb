/** What was asked of the outside, or why there is no answer. */
export type Answer<Value> = { value: Value; problem?: undefined } | { value?: undefined; problem: Error };

export async function answerOf<Value>(asked: Promise<Value>): Promise<Answer<Value>> {
    try {
        return { value: await asked };
    } catch (error) {
        return { problem: error as Error };
    }
}
