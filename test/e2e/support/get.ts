/**
 * Requests a URL on a new connection, because a kept connection may lead to a pod that no longer exists. Such a pod may
 * never answer, so there is a time limit.
 */
export function get(url: unknown): Promise<Response> {
    return fetch(String(url), { headers: { connection: "close" }, signal: AbortSignal.timeout(20_000) });
}
