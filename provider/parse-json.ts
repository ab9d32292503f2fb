/**
 * Parses a JSON text.
 *
 * @param what names the text in the error. Node's own error quotes the text, which may be a secret.
 */
export function parseJson(text: string, what: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        throw new Error(`${what} is not JSON`);
    }
}
