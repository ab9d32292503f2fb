import * as pulumi from "@pulumi/pulumi";
import { isDeferred, type Rule } from "./validation";

/** The kinds of Pulumi's assets and archives. */
export type AssetKind = "FileAsset" | "StringAsset" | "RemoteAsset" | "FileArchive" | "RemoteArchive" | "AssetArchive";

/** The content of an asset after its promises are resolved. */
export type AssetContent = { path: string } | { text: string };

/**
 * Returns the kind of an asset or archive, or undefined for any other value. Looks at the value's fields, because a
 * value from an Output has lost its class.
 */
export function assetKind(value: unknown): AssetKind | undefined {
    if (isDeferred(value)) return undefined;
    const isArchive = pulumi.asset.Archive.isInstance(value);
    if (!isArchive && !pulumi.asset.Asset.isInstance(value)) return undefined;
    if ("path" in value) return isArchive ? "FileArchive" : "FileAsset";
    if ("uri" in value) return isArchive ? "RemoteArchive" : "RemoteAsset";
    return isArchive ? "AssetArchive" : "StringAsset";
}

/**
 * Returns a rule that accepts what another rule accepts, and assets of the given kinds.
 *
 * @example orAsset(existingFile, "FileAsset", "StringAsset")
 */
export function orAsset(inner: Rule, ...kinds: AssetKind[]): Rule {
    const self: Rule = (value, path, defer) => {
        const kind = assetKind(value);
        if (kind !== undefined) {
            const message = `must be text, or a ${kinds.join(" or a ")}, but is of the kind ${kind}`;
            return kinds.includes(kind) ? [] : [{ path, message }];
        }
        if (!defer || !isDeferred(value)) return inner(value, path, defer);
        defer(path, self);
        return [];
    };
    return self;
}

/** Returns the content of an asset. */
export function contentOf(asset: pulumi.asset.Asset | pulumi.asset.Archive): pulumi.Output<AssetContent> {
    return pulumi.output(asset) as unknown as pulumi.Output<AssetContent>;
}
