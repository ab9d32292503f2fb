import * as pulumi from "@pulumi/pulumi";

/** Returns whether a value is an Output or a Promise, whose content may be known only after something was created. */
export function isDeferred(value: unknown): boolean {
    return pulumi.Output.isInstance(value) || value instanceof Promise;
}

/** Returns whether a value is deferred or contains a deferred value in its lists and maps. */
export function hasDeferred(value: unknown): boolean {
    return deferredIn(value).size > 0;
}

/** Returns the deferred values in lists and maps, at any depth. */
export function deferredIn(value: unknown, found = new Set<unknown>()): Set<unknown> {
    if (isDeferred(value)) found.add(value);
    else if (Array.isArray(value)) value.forEach((element) => deferredIn(element, found));
    else if (isMap(value)) Object.values(value).forEach((element) => deferredIn(element, found));
    return found;
}

/** Returns the value if it is plain, and undefined if it is deferred: for decisions at construction. */
export function plainValue<T>(value: pulumi.Input<T> | undefined): T | undefined {
    return isDeferred(value) ? undefined : (value as T | undefined);
}

/**
 * Applies a function to a value: at once if the whole value is plain, otherwise as soon as the whole value is known.
 *
 * @example const acceptsCgroupV1 = whenKnown(extraArgs, (known) =>
 * known.includes("--kubelet-arg=fail-cgroupv1=false"));
 */
export function whenKnown<T, U>(value: T, to: (known: pulumi.Unwrap<T>) => U): pulumi.Input<U> {
    if (!hasDeferred(value)) return to(value as pulumi.Unwrap<T>);
    return pulumi.output(value).apply<U>(to);
}

/** Concatenates lists. Plain lists stay plain, so that one unknown element leaves the others known. */
export function joinedLists<T>(...lists: pulumi.Input<pulumi.Input<T>[]>[]): pulumi.Input<pulumi.Input<T>[]> {
    const all: pulumi.Input<T>[] = [];
    if (lists.every((list) => Array.isArray(list))) return all.concat(...lists);
    return pulumi.all(lists).apply((known) => known.flat() as never);
}

/** Maps the elements of a list. A plain list stays plain, as in {@link joinedLists}. */
export function mappedList<T, U>(
    list: pulumi.Input<pulumi.Input<T>[]>,
    to: (element: pulumi.Unwrap<T>) => U,
): pulumi.Input<pulumi.Input<U>[]> {
    if (Array.isArray(list)) return list.map((element) => whenKnown(element, to as never));
    return whenKnown(list, (known) => (known as pulumi.Unwrap<T>[]).map(to));
}

/** Maps the entries of a map to a list. The values of a plain map stay separate. */
export function mappedEntries<T, U>(
    map: pulumi.Input<Record<string, pulumi.Input<T>>>,
    to: (name: string, value: pulumi.Unwrap<T>) => U,
): pulumi.Input<pulumi.Input<U>[]> {
    if (isDeferred(map)) {
        return whenKnown(map, (known) =>
            Object.entries(known as Record<string, pulumi.Unwrap<T>>).map(([name, value]) => to(name, value)),
        );
    }
    return Object.entries(map).map(([name, value]) =>
        whenKnown(value as pulumi.Input<T>, (known) => to(name, known as pulumi.Unwrap<T>)),
    );
}

/**
 * Returns whether a value is an object but no instance of a class such as a resource. Code in another context has an
 * Object prototype of its own.
 */
export function isMap(value: unknown): value is Record<string, unknown> {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
    const prototype: unknown = Object.getPrototypeOf(value);
    return prototype === null || Object.getPrototypeOf(prototype) === null;
}
