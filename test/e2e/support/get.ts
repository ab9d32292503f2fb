/** Asks on a connection of its own: one that is kept may lead to a pod that is gone meanwhile. */
export function get(url: unknown): Promise<Response> {
    return fetch(String(url), { headers: { connection: "close" } });
}
