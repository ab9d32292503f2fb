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

/** The settings for objects that were read. */
export interface Loading {
    /** That of objects which name none. */
    namespace?: string;
    transform?: TransformFunction<KubernetesObject>;
}

/** Objects to make, what is wrong, and what is not made. */
export interface Loaded extends Parsed<PlacedObject> {
    leftOut: LeftOut[];
}

/** Makes objects of what was read: lists taken apart, everything checked, namespaces filled in. */
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

/** What comes from a program's own function may be anything; one that changes the object where it is returns nothing. */
function adjusted({ found, problems }: Parsed<LocatedObject>, transform: TransformFunction<KubernetesObject>) {
    const again = checkObjects(
        found.map(({ place, object, origin }) => {
            const own = copyOf(object);
            return { place: `${place}, after transform,`, value: transform(own) ?? own, origin };
        }),
    );
    return { found: again.found, problems: [...problems, ...again.problems] };
}
