import { checkArguments, hasDeferred, isDeferred, isMap, type Problem } from "../validation";
import { within } from "../validation/compound-rules";
import { type FieldType, fieldsOf } from "./field-types";
import type { KubernetesObject, LocatedObject } from "./kubernetes-object";

/** A step of the path to a value, linked from the path's end to its start. */
interface Step {
    to: string | number;
    /** Whether the step is a name that the author chose. */
    isChosen: boolean;
    from: Step | undefined;
}

/** A field whose value has the wrong type or is not known yet. */
interface Mismatch {
    at: Step | undefined;
    value: unknown;
    type: FieldType;
}

/**
 * Returns a problem for each field with a wrong type, such as a number or a boolean in place of text, or text in place
 * of a number. The API server refuses them without naming the place. For custom resources, only labels and annotations
 * can be checked.
 */
export function fieldProblems(located: LocatedObject): Problem[] {
    return mismatchesIn(located.object)
        .filter(({ value }) => !isDeferred(value))
        .map((mismatch) => problemOf(located, mismatch));
}

/** Returns the object with Outputs that fail when their value has the wrong type for its field. */
export function withCheckedOutputs(manifest: string, located: LocatedObject): KubernetesObject {
    if (!hasDeferred(located.object)) return located.object;
    const late = mismatchesIn(located.object).filter(({ value }) => isDeferred(value));
    if (late.length === 0) return located.object;
    const checked = checkArguments<{ object: object }>(
        "Manifest",
        manifest,
        { object: located.object },
        {
            object: (_, path, defer) => {
                for (const { at, type } of late) {
                    defer?.(placeIn(path, at), (known) =>
                        mismatches(known, type, at).map((mismatch) => problemOf(located, mismatch)),
                    );
                }
                return [];
            },
        },
    );
    return checked.object as KubernetesObject;
}

function mismatchesIn(object: KubernetesObject): Mismatch[] {
    return mismatches(object, fieldsOf(object), undefined);
}

function mismatches(value: unknown, type: FieldType, at: Step | undefined, found: Mismatch[] = []): Mismatch[] {
    if (type === undefined || value === undefined || value === null) return found;
    if (isDeferred(value) || kindOf(value) !== wantedBy(type)) {
        found.push({ at, value, type });
    } else if (typeof type !== "string") {
        for (const { inner, element, to, isChosen } of elementsOf(value, type)) {
            mismatches(element, inner, { to, isChosen, from: at }, found);
        }
    }
    return found;
}

function elementsOf(value: unknown, type: Exclude<FieldType, string | undefined>) {
    if ("list" in type) {
        return (value as unknown[]).map((element, to) => ({ inner: type.list, element, to, isChosen: false }));
    }
    // Values that are not plain mappings are passed on unchecked.
    if (!isMap(value)) return [];
    return Object.entries(value).map(([to, element]) =>
        "fields" in type
            ? { inner: type.fields.get(to), element, to, isChosen: false }
            : { inner: type.mapping, element, to, isChosen: true },
    );
}

function stepsTo(at: Step | undefined): Step[] {
    return at === undefined ? [] : [...stepsTo(at.from), at];
}

/** Returns the path in the form of {@link checkArguments}. */
function placeIn(outer: string, at: Step | undefined): string {
    return stepsTo(at).reduce((path, { to }) => (typeof to === "number" ? `${path}[${to}]` : within(path, to)), outer);
}

/**
 * Returns the path in the form for messages. Names that the author chose are in quotes: if the object is a secret,
 * quoted text is not shown.
 */
function shown(at: Step | undefined): string {
    return stepsTo(at).reduce(
        (path, { to, isChosen }) =>
            isChosen || typeof to === "number" ? `${path}[${JSON.stringify(to)}]` : within(path, to),
        "",
    );
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

function problemOf({ place, placeOf }: LocatedObject, { at, value, type }: Mismatch): Problem {
    const wanted = wantedBy(type as NonNullable<FieldType>);
    return {
        path: placeOf?.(stepsTo(at).map(({ to }) => to)) ?? place,
        message: `has ${kindOf(value)} as ${shown(at)}, which has to be ${wanted}${advice(value, wanted)}`,
    };
}

function advice(value: unknown, wanted: string): string {
    if (wanted === "text" && ["number", "boolean"].includes(typeof value)) return ": put it in quotes";
    if (typeof value !== "string" || !["a number", "a boolean"].includes(wanted)) return "";
    const isOne = wanted === "a number" ? /^-?\d+(?:\.\d+)?$/.test(value) : /^(?:true|false)$/.test(value);
    return isOne ? ": take the quotes away" : "";
}
