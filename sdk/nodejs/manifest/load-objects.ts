import type { TransformFunction } from "../cluster/transform";
import { copyOf } from "../../../shared/yaml/tree";
import { checkObjects } from "./check-object";
import { fieldProblems } from "./field-problems";
import { type LeftOut, withoutHelmHooks } from "./helm-hooks";
import type { KubernetesObject, LocatedObject, LocatedValue } from "./kubernetes-object";
import { asDeclared } from "./as-declared";
import type { Parsed } from "./parse-documents";
import { type PlacedObject, placeObjects } from "./place-objects";
import { withoutContent } from "./secret-object";
import { unpackLists } from "./unpack-lists";

/** The settings for objects after they were read. */
export interface Loading {
    /** The namespace of objects that name none. */
    namespace?: string;
    transform?: TransformFunction<KubernetesObject>;
}

/** The objects to create, the problems, and the objects that are left out. */
export interface Loaded extends Parsed<PlacedObject> {
    leftOut: LeftOut[];
}

/** Converts the values that were read to objects: unpacks lists, checks everything and sets missing namespaces. */
export function toObjects(
    { found, problems, isSecret = false }: Parsed<LocatedValue>,
    { namespace, transform }: Loading,
): Loaded {
    const unpacked = unpackLists(found);
    const read = checkObjects(unpacked.found);
    const checked = transform ? adjusted(read, transform) : read;
    const { found: own, leftOut } = withoutHelmHooks(checked.found);
    const declared = asDeclared(own);
    const placed = placeObjects(declared.found, namespace);
    const all = [
        ...problems,
        ...unpacked.problems,
        ...checked.problems,
        ...declared.problems,
        ...placed.problems,
        ...placed.found.flatMap(fieldProblems),
    ];
    return { found: placed.found, problems: isSecret ? all.map(withoutContent) : all, leftOut };
}

/**
 * Applies a transform. Its result is checked again, because the function may return anything. A function that changes
 * the object in place returns nothing.
 */
function adjusted({ found, problems }: Parsed<LocatedObject>, transform: TransformFunction<KubernetesObject>) {
    const again = checkObjects(
        found.map(({ place, object, origin }) => {
            const own = copyOf(object);
            return { place: `${place}, after transform,`, value: transform(own) ?? own, origin };
        }),
    );
    return { found: again.found, problems: [...problems, ...again.problems] };
}
