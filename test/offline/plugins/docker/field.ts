// Stands for: the schema language of Terraform's plugin SDK, as far as the resources of the docker provider need it.
import type { PropertyValue } from "../host/plugin";

export type Fields = Record<string, Field>;

interface Options {
    required?: boolean;
    /** A change replaces the resource. */
    replace?: boolean;
    /** Left out, the provider fills it in: no difference. */
    computed?: boolean;
    default?: PropertyValue;
    /** Left out, the name of the resource with a random suffix. */
    autonamed?: boolean;
    /** The reason why a value is refused. */
    validate?: (value: PropertyValue) => string | undefined;
    /** True when two values mean the same. */
    suppress?: (old: PropertyValue | undefined, value: PropertyValue | undefined) => boolean;
    /** In the real plugin only: refused, so that no test passes for a wrong reason. */
    unimplemented?: boolean;
}

export type Field = Options &
    (
        | { type: "string" | "number" | "boolean" | "map" }
        | { type: "list" | "set"; element: "string" | Fields }
        | { type: "object"; fields: Fields }
    );

export const string = (options: Options = {}): Field => ({ type: "string", ...options });
export const number = (options: Options = {}): Field => ({ type: "number", ...options });
export const boolean = (options: Options = {}): Field => ({ type: "boolean", ...options });
export const map = (options: Options = {}): Field => ({ type: "map", ...options });
export const list = (element: "string" | Fields, options: Options = {}): Field => ({
    type: "list",
    element,
    ...options,
});
export const set = (element: "string" | Fields, options: Options = {}): Field => ({ type: "set", element, ...options });
export const object = (fields: Fields, options: Options = {}): Field => ({ type: "object", fields, ...options });

export const replace = { replace: true } as const;
export const required = { required: true, replace: true } as const;
export const computed = { computed: true, replace: true } as const;
export const unimplemented = { unimplemented: true } as const;

export const labels = { label: string(required), value: string(required) };

export function atLeast(minimum: number): Options {
    return {
        validate: (value) =>
            (value as number) < minimum ? `'${value as number}' cannot be lower than ${minimum}` : undefined,
    };
}

export function matching(pattern: string): Options {
    return {
        validate: (value) =>
            new RegExp(pattern).test(value as string)
                ? undefined
                : `'${value as string}' doesn't match the pattern '${pattern}'`,
    };
}
