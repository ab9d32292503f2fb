import * as pulumi from "@pulumi/pulumi";
import { hasDeferred, isDeferred } from "../validation";
import { type AssetContent, assetKind } from "../assets";
import type { HelmReleaseArgs } from "./helm-release-args";
import { withSet } from "./set-entry";
import { mergeValues, type Values } from "./values";
import { readValuesAsset, readValuesFile } from "./values-file";

type Layers = Pick<HelmReleaseArgs, "valuesFiles" | "values" | "set">;
type PlainLayers = { valuesFiles?: string[]; values?: Values; set?: string[] };
type ValuesFile = string | AssetContent;

/**
 * Returns all values of a release: those of the files, overridden by `values`, overridden by `set`. If only values
 * inside of `values` are Outputs, they stay in place, so that the other values are known in a preview. Otherwise the
 * result is one Output.
 */
export function releaseValues(release: string, layers: Layers): pulumi.Input<Values> {
    if (isPlain(layers)) return plainValues(release, layers);
    const set = pulumi.output(layers.set ?? []);
    return pulumi
        .all([fileValues(release, layers.valuesFiles), layers.values ?? {}, set])
        .apply(async ([files, values, entries]) =>
            withSet(release, mergeValues(...files, values), entries, await pulumi.isSecret(set)),
        );
}

function isPlain(layers: Layers): layers is PlainLayers {
    const { valuesFiles = [], values, set } = layers;
    if (isDeferred(values) || hasDeferred(set) || hasDeferred(valuesFiles)) return false;
    return (valuesFiles as unknown[]).every((file) => assetKind(file) === undefined);
}

function plainValues(release: string, { valuesFiles = [], values = {}, set = [] }: PlainLayers): Values {
    return withSet(release, mergeValues(...valuesFiles.map((path) => readValuesFile(release, path)), values), set);
}

function fileValues(release: string, files: HelmReleaseArgs["valuesFiles"] = []): pulumi.Output<Values[]> {
    const read = async (known: ValuesFile, from: pulumi.Output<unknown>) =>
        readValuesAsset(release, known, await pulumi.isSecret(from));
    if (Array.isArray(files)) {
        const outputs = files.map((file) => pulumi.output(file as pulumi.Input<ValuesFile>));
        const values = outputs.map((file) => file.apply((known) => read(known, file)));
        return pulumi.all(values) as pulumi.Output<unknown> as pulumi.Output<Values[]>;
    }
    const list = pulumi.output(files as pulumi.Input<ValuesFile[]>);
    return list.apply((known) => Promise.all(known.map((file) => read(file, list))));
}
