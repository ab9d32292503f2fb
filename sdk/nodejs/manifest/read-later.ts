import type * as pulumi from "@pulumi/pulumi";
import { ArgumentError, isDeferred, secret } from "../validation";
import type { AssetContent } from "../assets";
import { fetchManifest, shownUrl } from "./fetch-manifest";
import { hasDeferredIdentity, identified } from "./identified";
import type { LocatedValue } from "./kubernetes-object";
import { renderKustomization } from "./kustomize";
import { objectList } from "./manifest-args";
import { joinedOrigin, noOrigin, type Origin } from "../references/origin";
import { type Parsed, parseDocuments } from "./parse-documents";
import { isLater, type LaterSource, located, nonEmpty, readPath } from "./read-source";
import { settled } from "../references/settled";

/** The name of an argument that has no value in a preview, for messages. */
export interface NotKnown {
    notKnown: string;
}

/** Reads a source that has to be downloaded, rendered or awaited. Needs no cluster. */
export async function readLater(manifest: string, source: LaterSource): Promise<Parsed<LocatedValue> | NotKnown> {
    if ("url" in source) return nonEmpty(await fetchManifest(manifest, source.url), `path "${shownUrl(source.url)}"`);
    if ("kustomization" in source) {
        return nonEmpty(await renderKustomization(source.kustomization), `path "${source.kustomization}"`);
    }
    if ("asset" in source) return readAsset(manifest, source.asset, source.recursive);
    return "yaml" in source ? readText(source.yaml) : readObjects(manifest, source.objects);
}

async function readText(yaml: pulumi.Input<string>): Promise<Parsed<LocatedValue> | NotKnown> {
    const { value, origin } = await settled(yaml);
    if (isDeferred(value)) return { notKnown: "yaml" };
    const { found, problems } = nonEmpty(parseDocuments(value as string, "yaml"), "yaml");
    return { found: found.map((one) => ({ ...one, origin })), problems, isSecret: origin.isSecret };
}

async function readAsset(
    manifest: string,
    asset: pulumi.asset.Asset | pulumi.asset.Archive,
    recursive: boolean | undefined,
): Promise<Parsed<LocatedValue> | NotKnown> {
    const content = (await settled(asset)).value as AssetContent;
    if ("text" in content) return nonEmpty(parseDocuments(content.text, "path"), "path");
    const source = readPath(content.path, recursive);
    return isLater(source) ? readLater(manifest, source) : source;
}

async function readObjects(manifest: string, objects: unknown): Promise<Parsed<LocatedValue> | NotKnown> {
    const list = isDeferred(objects) ? await settled(objects) : { value: objects, origin: noOrigin };
    if (isDeferred(list.value)) return { notKnown: "objects" };
    const problems = (list.origin.isSecret ? secret(objectList) : objectList)(list.value, "objects");
    if (problems.length > 0) throw new ArgumentError("Manifest", manifest, problems);
    const values = list.value as unknown[];
    const all = await Promise.all(values.map((value, index) => identifiedAt(value, index, list.origin)));
    const unknown = all.find(({ value }) => hasDeferredIdentity(value));
    if (unknown) return { notKnown: unknown.place };
    return { found: all, problems: [], isSecret: all.some(({ origin }) => origin?.isSecret) };
}

async function identifiedAt(value: unknown, index: number, from: Origin): Promise<LocatedValue> {
    const one = await identified(value);
    return { ...located(one.value, index), origin: joinedOrigin(from, one.origin) };
}
