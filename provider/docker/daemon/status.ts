/** Whether the daemon said that an object does not exist. */
export function isNotFound(error: unknown): boolean {
    return (error as { statusCode?: number }).statusCode === 404;
}

/** What a daemon answers of an object; undefined where it does not exist. */
export async function unlessGone<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
    try {
        return await answer;
    } catch (error) {
        if (isNotFound(error)) return undefined;
        throw error;
    }
}

/** Whether a container was already started, or stopped, as it was asked to be. */
export function isAlreadySo(error: unknown): boolean {
    return (error as { statusCode?: number }).statusCode === 304;
}
