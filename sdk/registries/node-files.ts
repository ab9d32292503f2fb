import * as pulumi from "@pulumi/pulumi";
import { type NodeFile } from "../cluster/node-container";
import { configValue, configValues } from "./config-values";
import { type RegistriesArgs, type RegistryMirror } from "./registries-args";
import { registriesPath } from "../../provider/docker/node-files";
import { pemFields, pemPath, registriesFile } from "./registries-file";

/** The files that tell K3s of registries; none where there is nothing to tell. */
export function nodeFiles(
    cluster: string,
    configs: NonNullable<RegistriesArgs["configs"]>,
    mirrors: pulumi.Input<Record<string, RegistryMirror>>[],
): NodeFile[] {
    const hosts = Object.entries(configs);
    if (mirrors.length === 0 && hosts.length === 0) return [];
    const known = hosts.map(([host, config]) => configValues(cluster, host, config).apply((its) => ({ [host]: its })));
    const content = pulumi
        .all([pulumi.all(mirrors), pulumi.all(known)])
        .apply(([ours, theirs]) => registriesFile(merged(ours as Record<string, RegistryMirror>[]), merged(theirs)));
    const pems = hosts.flatMap(([host, config]) =>
        pemFields.flatMap((field) => {
            const value = config[field];
            const file = { path: pemPath(host, field), content: value && configValue(cluster, host, field, value) };
            return file.content === undefined ? [] : [file as NodeFile];
        }),
    );
    return [{ path: registriesPath, content }, ...pems];
}

function merged<Value>(records: Record<string, Value>[]): Record<string, Value> {
    return Object.assign({}, ...records) as Record<string, Value>;
}
