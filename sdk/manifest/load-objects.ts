import type { TransformFunction } from "../cluster/transform";
import { copyOf } from "../yaml/tree";
import { checkObjects } from "./check-object";
import type { KubernetesObject, LocatedObject, LocatedValue } from "./kubernetes-object";
import type { Parsed } from "./parse-documents";
import { type PlacedObject, placeObjects } from "./place-objects";
import { withoutContent } from "./secret-object";
import { unpackLists } from "./unpack-lists";

/** What becomes of objects that were read. */
export interface Loading {
    /** That of objects which name none. */
    namespace?: string;
    transform?: TransformFunction<KubernetesObject>;
}

/** Makes objects of what was read: lists taken apart, everything checked, namespaces filled in. */
export function toObjects(
    { found, problems, isSecret = false }: Parsed<LocatedValue>,
    { namespace, transform }: Loading,
): Parsed<PlacedObject> {
    const unpacked = unpackLists(found);
    const read = checkObjects(unpacked.found);
    const checked = transform ? adjusted(read, transform) : read;
    const placed = placeObjects(checked.found, namespace);
    const all = [...problems, ...unpacked.problems, ...checked.problems, ...placed.problems];
    return { found: placed.found, problems: isSecret ? all.map(withoutContent) : all };
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
