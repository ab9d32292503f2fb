/** The answer to a question, or why there is none. */
export type Outcome<Value> = { value: Value; problem?: undefined } | { value?: undefined; problem: Error };

export async function outcomeOf<Value>(asked: Promise<Value>): Promise<Outcome<Value>> {
    try {
        return { value: await asked };
    } catch (error) {
        return { problem: error as Error };
    }
}
