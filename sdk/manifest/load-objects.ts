import { readFileSync } from "node:fs";
import type { Transform } from "../cluster/transform";
import type { Problem } from "../validation";
import { checkObjects } from "./check-object";
import { fetchManifest, isUrl, shownUrl } from "./fetch-manifest";
import { findFiles } from "./find-files";
import type { KubernetesObject, LocatedObject, LocatedValue } from "./kubernetes-object";
import { renderKustomization } from "./kustomize";
import type { ManifestArgs } from "./manifest-args";
import { type Parsed, parseDocuments } from "./parse-documents";
import { type PlacedObject, placeObjects } from "./place-objects";
import { unpackLists } from "./unpack-lists";

/** What has to be rendered or fetched before it can be read. */
type LaterSource = { kustomization: string } | { url: string };

/** What a source holds now, or what it takes to know. */
export type Source = Parsed<LocatedValue> | LaterSource;

/** Reads what the arguments name. Needs no cluster. */
export function readSource({ path, recursive, yaml, objects = [] }: ManifestArgs): Source {
    if (path !== undefined && isUrl(path)) return { url: path };
    if (path !== undefined) return readPath(path, recursive);
    if (yaml !== undefined) return nonEmpty(parseDocuments(yaml, "yaml"), "yaml");
    return { found: objects.map((value, index) => ({ place: `objects[${index}]`, value })), problems: [] };
}

export function isLater(source: Source): source is LaterSource {
    return !("found" in source);
}

/** Reads what is not at hand, for the Manifest of that name. Needs no cluster either. */
export async function readLater(manifest: string, source: LaterSource): Promise<Parsed<LocatedValue>> {
    if ("url" in source) return nonEmpty(await fetchManifest(manifest, source.url), `path "${shownUrl(source.url)}"`);
    return nonEmpty(await renderKustomization(source.kustomization), `path "${source.kustomization}"`);
}

/** Makes objects of what was read: lists taken apart, everything checked, namespaces filled in. */
export function toObjects(
    { found, problems }: Parsed<LocatedValue>,
    { namespace, transform }: Pick<ManifestArgs, "namespace" | "transform">,
): Parsed<PlacedObject> {
    const unpacked = unpackLists(found);
    const read = checkObjects(unpacked.found);
    const checked = transform ? adjusted(read, transform) : read;
    const placed = placeObjects(checked.found, namespace);
    return {
        found: placed.found,
        problems: [...problems, ...unpacked.problems, ...checked.problems, ...placed.problems],
    };
}

/** What comes from a program's own function may be anything. */
function adjusted({ found, problems }: Parsed<LocatedObject>, transform: Transform<KubernetesObject>) {
    const again = checkObjects(
        found.map(({ place, object }) => ({ place: `${place}, after transform,`, value: transform(object) })),
    );
    return { found: again.found, problems: [...problems, ...again.problems] };
}

function readPath(path: string, recursive?: boolean): Source {
    const found = findFiles(path, recursive);
    if ("kustomization" in found) return found;
    if ("problem" in found) return { found: [], problems: [{ path: "path", message: `"${path}" ${found.problem}` }] };
    const parsed = found.files.map((file) => parseDocuments(readFileSync(file, "utf8"), file));
    return nonEmpty(
        { found: parsed.flatMap((one) => one.found), problems: parsed.flatMap((one) => one.problems) },
        `path "${path}"`,
    );
}

function nonEmpty(parsed: Parsed<LocatedValue>, source: string): Parsed<LocatedValue> {
    if (parsed.found.length > 0 || parsed.problems.length > 0) return parsed;
    const problem: Problem = { path: source, message: "has no object in it" };
    return { found: [], problems: [problem] };
}
