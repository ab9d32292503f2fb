/**
 * Asks on a connection of its own: one that is kept may lead to a pod that is gone meanwhile. One to such a pod may never
 * answer, so there is a limit.
 */
export function get(url: unknown): Promise<Response> {
    return fetch(String(url), { headers: { connection: "close" }, signal: AbortSignal.timeout(20_000) });
}
