import { readFileSync } from "node:fs";
import type * as pulumi from "@pulumi/pulumi";
import { isDeferred, type Problem } from "../validation";
import { isUrl } from "./fetch-manifest";
import { findFiles } from "./find-files";
import { hasDeferredIdentity } from "./identified";
import type { LocatedValue } from "./kubernetes-object";
import type { ManifestArgs } from "./manifest-args";
import { type Parsed, parseBytes, parseDocuments } from "./parse-documents";

/** A source that has to be rendered, downloaded or awaited before it can be read. */
export type LaterSource =
    | { kustomization: string }
    | { url: string }
    | { asset: pulumi.asset.Asset | pulumi.asset.Archive; recursive: boolean | undefined }
    | { yaml: pulumi.Input<string> }
    | { objects: ManifestArgs["objects"] };

/** The values in a source, or what is needed to read them later. */
export type Source = Parsed<LocatedValue> | LaterSource;

/** Reads the source that the arguments name. Needs no cluster. */
export function readSource({ path, recursive, yaml, objects = [] }: ManifestArgs): Source {
    if (path !== undefined && typeof path !== "string") return { asset: path, recursive };
    if (path !== undefined) return isUrl(path) ? { url: path } : readPath(path, recursive);
    if (typeof yaml === "string") return nonEmpty(parseDocuments(yaml, "yaml"), "yaml");
    if (yaml !== undefined) return { yaml };
    if (isDeferred(objects)) return { objects };
    const values = objects as unknown[];
    return values.some(hasDeferredIdentity) ? { objects } : { found: values.map(located), problems: [] };
}

export function isLater(source: Source): source is LaterSource {
    return !("found" in source);
}

/** Reads the files that a path leads to. */
export function readPath(path: string, recursive: boolean | undefined): Source {
    const found = findFiles(path, recursive);
    if ("kustomization" in found) return found;
    if ("problem" in found) return { found: [], problems: [{ path: "path", message: `"${path}" ${found.problem}` }] };
    const parsed = found.files.map((file) => parseBytes(readFileSync(file), file));
    return nonEmpty(
        { found: parsed.flatMap((one) => one.found), problems: parsed.flatMap((one) => one.problems) },
        `path "${path}"`,
    );
}

export function located(value: unknown, index: number): LocatedValue {
    return { place: `objects[${index}]`, value };
}

export function nonEmpty(parsed: Parsed<LocatedValue>, source: string): Parsed<LocatedValue> {
    if (parsed.found.length > 0 || parsed.problems.length > 0) return parsed;
    const problem: Problem = { path: source, message: "contains no object" };
    return { found: [], problems: [problem] };
}
