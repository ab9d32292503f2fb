/** Returns JSON in which the keys of objects are sorted, so that equal values have the same text. */
export function canonicalJson(value: unknown): string | undefined {
    return JSON.stringify(sorted(value));
}

function sorted(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(sorted);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
        Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, item]) => [key, sorted(item)]),
    );
}
