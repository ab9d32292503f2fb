/**
 * Matches a message that has these parts in this order: its object, its cause, the next step. "…" matches any words of
 * a line, so that a better sentence does not change a test. Only `test/unit/messages/messages.txt` has whole sentences.
 */
export function says(parts: string): RegExp {
    if (parts.trim() === "") throw new Error("name what the message must contain");
    const escaped = parts.split("…").map((part) =>
        part
            .replace(/^ +| +$/g, "")
            .split(/\s+/)
            .map(escape)
            .join("\\s+"),
    );
    return new RegExp(escaped.join(".*?"));
}

function escape(word: string): string {
    return word.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
