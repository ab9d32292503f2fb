/** Whether the daemon said that an object does not exist. */
export function isNotFound(error: unknown): boolean {
    return (error as { statusCode?: number }).statusCode === 404;
}
