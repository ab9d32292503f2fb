import type { Problem } from "../validation";
import { objectKey } from "./object-identity";
import type { PlacedObject } from "./place-objects";

/**
 * Refuses two documents for the same object, which would undo each other's changes in each run.
 *
 * @param seen the places of the cluster's objects; the function adds to them.
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
