/** A mapping of names to values, which may be mappings again. */
export type Tree = Record<string, unknown>;

/**
 * Copies the mappings and lists of a tree, so that the copy can be changed. Other values, such as Outputs, are shared.
 */
export function copyOf<T>(value: T): T {
    if (Array.isArray(value)) return value.map(copyOf) as T;
    if (!isTree(value)) return value;
    const copy: Tree = {};
    for (const [key, inner] of Object.entries(value)) setValue(copy, key, copyOf(inner));
    return copy as T;
}

export function isTree(value: unknown): value is Tree {
    return value !== null && typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype;
}

/** Sets a key, also one named `__proto__`. */
export function setValue(map: Tree, key: string, value: unknown): void {
    Object.defineProperty(map, key, { value, configurable: true, enumerable: true, writable: true });
}
