/** Reports whether the daemon answered that an object does not exist. */
export function isNotFound(error: unknown): boolean {
    return (error as { statusCode?: number }).statusCode === 404;
}

/** Returns the daemon's answer about an object, or undefined when the object does not exist. */
export async function unlessGone<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
    try {
        return await answer;
    } catch (error) {
        if (isNotFound(error)) return undefined;
        throw error;
    }
}

/** Reports whether a container was already started, or stopped, when that was requested. */
export function isAlreadySo(error: unknown): boolean {
    return (error as { statusCode?: number }).statusCode === 304;
}
