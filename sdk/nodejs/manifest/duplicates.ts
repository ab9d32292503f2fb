import type { Problem } from "../validation";
import { objectKey } from "./object-identity";
import type { PlacedObject } from "./place-objects";

/**
 * Two documents for one object would undo each other for ever.
 *
 * @param seen the places of the objects that the cluster has already; this adds to them.
 */
export function duplicateProblems(objects: PlacedObject[], seen: Map<string, string>): Problem[] {
    return objects.flatMap((placed) => {
        const key = objectKey(placed);
        const first = seen.get(key);
        if (first === undefined) seen.set(key, placed.place);
        return first === undefined
            ? []
            : [{ path: placed.place, message: `is ${key} again, which is at ${first} already` }];
    });
}
