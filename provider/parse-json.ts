/**
 * What a JSON text holds.
 *
 * @param what the text is, for the error: Node's own quotes it, and it may be a secret.
 */
export function parseJson(text: string, what: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        throw new Error(`${what} is not JSON`);
    }
}
