/** A tree of values by name. */
export type Tree = Record<string, unknown>;

/** The tree with maps and lists of its own, so that they can be changed; anything else, such as an Output, is the same. */
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

/** Sets a name that may be `__proto__`. */
export function setValue(map: Tree, key: string, value: unknown): void {
    Object.defineProperty(map, key, { value, configurable: true, enumerable: true, writable: true });
}
