/** Whether the daemon said that an object does not exist. */
export function isNotFound(error: unknown): boolean {
    return (error as { statusCode?: number }).statusCode === 404;
}

/** Whether a container was already started, or stopped, as it was asked to be. */
export function isAlreadySo(error: unknown): boolean {
    return (error as { statusCode?: number }).statusCode === 304;
}
