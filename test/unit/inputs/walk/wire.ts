import { wireUnknown } from "../../support/preview";
import type { Registration } from "../../support/recorded-program";
import { isSecret } from "../../support/shape";

/** Of resources, by `type name`. */
export type Inputs = Record<string, unknown>;

/** The inputs of all resources, by `type name` of each. */
export function inputsOf(registrations: Registration[]): Inputs {
    // The text of the shim is the same for all.
    return Object.fromEntries(
        registrations.map(({ type, name, inputs: { __provider: _shim, ...inputs } }) => [`${type} ${name}`, inputs]),
    );
}

/** The same with secrets as what they are of; a secret nothing is nothing. */
export function unwrapped(value: unknown): unknown {
    if (isSecret(value)) return unwrapped((value as { value: unknown }).value) ?? undefined;
    return mapped(value, unwrapped);
}

/** Where two values differ. */
export function differences(one: unknown, other: unknown, path = ""): string[] {
    if (!isTree(one) || !isTree(other) || Array.isArray(one) !== Array.isArray(other)) {
        return Object.is(one, other) ? [] : [path];
    }
    const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
    return [...keys].flatMap((key) => differences(one[key], other[key], `${path}/${key}`));
}

/** Where a value is not known. */
export function unknowns(value: unknown): string[] {
    return found(value, (its) => its === wireUnknown);
}

/** Where a value is a secret. */
export function secrets(value: unknown): string[] {
    return found(value, isSecret);
}

/** Whether a place is another, or in it. */
export function isWithin(path: string, other: string): boolean {
    return path === other || path.startsWith(`${other}/`);
}

function found(value: unknown, is: (value: unknown) => boolean, path = ""): string[] {
    if (is(value)) return [path];
    return isTree(value) ? Object.entries(value).flatMap(([key, inner]) => found(inner, is, `${path}/${key}`)) : [];
}

function mapped(value: unknown, to: (value: unknown) => unknown): unknown {
    if (Array.isArray(value)) return value.map(to);
    return isTree(value) ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, to(inner)])) : value;
}

function isTree(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null;
}
