import { ArgumentError } from "../validation";
import { duplicateProblems } from "./duplicates";
import type { LocatedValue } from "./kubernetes-object";
import { withCheckedOutputs } from "./field-problems";
import { type Loaded, toObjects } from "./load-objects";
import type { ManifestArgs } from "./manifest-args";
import type { Parsed } from "./parse-documents";

/** The places of the objects that Manifests have in each cluster. A cluster is identified by its provider. */
const seen = new WeakMap<object, Map<string, string>>();

/** The objects of a Manifest, and the ones that were left out. */
export type AcceptedObjects = Pick<Loaded, "found" | "leftOut">;

/**
 * Returns the objects of a Manifest, and records them as objects of the cluster.
 *
 * @throws ArgumentError with all problems, including objects that another Manifest of the cluster has.
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
