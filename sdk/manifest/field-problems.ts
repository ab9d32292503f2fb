import { checkArguments, isDeferred, isMap, type Problem } from "../validation";
import { within } from "../validation/compound-rules";
import { type FieldType, fieldsOf } from "./field-types";
import type { KubernetesObject, LocatedObject, PathInObject } from "./kubernetes-object";

/** A field that is not what its kind wants, or not known yet. */
interface Mismatch {
    path: PathInObject;
    /** As messages write it. */
    shown: string;
    value: unknown;
    type: FieldType;
}

/**
 * Numbers and booleans where text is wanted, text where a number is, and the like, which the API server refuses without
 * saying where they stand. Of custom resources it can tell that of labels and annotations alone.
 */
export function fieldProblems(located: LocatedObject): Problem[] {
    return mismatchesIn(located.object)
        .filter(({ value }) => !isDeferred(value))
        .map((mismatch) => problemOf(located, mismatch));
}

/** The object, in which each Output yields its value only when that is what the field wants. */
export function withCheckedOutputs(manifest: string, located: LocatedObject): KubernetesObject {
    const late = mismatchesIn(located.object).filter(({ value }) => isDeferred(value));
    if (late.length === 0) return located.object;
    const { object } = checkArguments(
        "Manifest",
        manifest,
        { object: located.object },
        {
            object: (_, path, defer) => {
                for (const { path: inner, type, shown } of late) {
                    const place = inner.reduce<string>(
                        (outer, part) => (typeof part === "number" ? `${outer}[${part}]` : within(outer, part)),
                        path,
                    );
                    defer?.(place, (known) =>
                        [...mismatches(known, type, inner, shown)].map((mismatch) => problemOf(located, mismatch)),
                    );
                }
                return [];
            },
        },
    );
    return object;
}

function mismatchesIn(object: KubernetesObject): Mismatch[] {
    return [...mismatches(object, fieldsOf(object), [], "")];
}

function* mismatches(value: unknown, type: FieldType, path: PathInObject, shown: string): Generator<Mismatch> {
    if (type === undefined || value === undefined || value === null) return;
    if (isDeferred(value) || !fits(value, type)) {
        yield { path, shown, value, type };
        return;
    }
    if (typeof type === "string") return;
    if ("list" in type) {
        for (const [index, element] of (value as unknown[]).entries()) {
            yield* mismatches(element, type.list, [...path, index], `${shown}[${index}]`);
        }
        return;
    }
    // What a program may put there that is no mapping of its own is passed on as it is.
    if (!isMap(value)) return;
    for (const [name, element] of Object.entries(value)) {
        // Names that somebody chose are in quotes: of a secret, what is in quotes is not shown.
        const [inner, place] =
            "fields" in type
                ? [type.fields.get(name), within(shown, name)]
                : [type.mapping, `${shown}[${JSON.stringify(name)}]`];
        yield* mismatches(element, inner, [...path, name], place);
    }
}

function fits(value: unknown, type: NonNullable<FieldType>): boolean {
    return kindOf(value) === wantedBy(type);
}

function wantedBy(type: NonNullable<FieldType>): string {
    if (type === "text") return "text";
    if (typeof type === "string") return `a ${type}`;
    return "list" in type ? "a list" : "a mapping";
}

function kindOf(value: unknown): string {
    if (typeof value === "string") return "text";
    if (typeof value === "object") return Array.isArray(value) ? "a list" : "a mapping";
    return `a ${typeof value}`;
}

function problemOf({ place, placeOf }: LocatedObject, { path, shown, value, type }: Mismatch): Problem {
    const wanted = wantedBy(type as NonNullable<FieldType>);
    return {
        path: placeOf?.(path) ?? place,
        message: `has ${kindOf(value)} as ${shown}, which has to be ${wanted}${advice(value, wanted)}`,
    };
}

function advice(value: unknown, wanted: string): string {
    if (wanted === "text" && ["number", "boolean"].includes(typeof value)) return ": put it in quotes";
    if (typeof value !== "string" || !["a number", "a boolean"].includes(wanted)) return "";
    const isOne = wanted === "a number" ? /^-?\d+(?:\.\d+)?$/.test(value) : /^(?:true|false)$/.test(value);
    return isOne ? ": take the quotes away" : "";
}
