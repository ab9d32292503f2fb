import { ArgumentError } from "../validation";
import { duplicateProblems } from "./duplicates";
import type { LocatedValue } from "./kubernetes-object";
import { withCheckedOutputs } from "./field-problems";
import { type Loaded, toObjects } from "./load-objects";
import type { ManifestArgs } from "./manifest-args";
import type { Parsed } from "./parse-documents";

/** Where the objects of each cluster are, whichever Manifest has them; by the provider, of which each has one. */
const seen = new WeakMap<object, Map<string, string>>();

/** The objects of a Manifest, and what was left out of it. */
export type AcceptedObjects = Pick<Loaded, "found" | "leftOut">;

/**
 * The objects of a Manifest, of which no other of the cluster's has one.
 *
 * @throws ArgumentError with all that is wrong with them.
 */
export function acceptedObjects(
    name: string,
    { cluster, transform }: ManifestArgs,
    parsed: Parsed<LocatedValue>,
    namespace: string | undefined,
): AcceptedObjects {
    const { found, problems, leftOut } = toObjects(parsed, { namespace, transform });
    const places = seen.get(cluster.provider) ?? new Map<string, string>();
    seen.set(cluster.provider, places);
    const all = [...problems, ...duplicateProblems(found, places)];
    if (all.length > 0) throw new ArgumentError("Manifest", name, all);
    return { found: found.map((one) => ({ ...one, object: withCheckedOutputs(name, one) })), leftOut };
}
