import * as pulumi from "@pulumi/pulumi";
import { registriesPath } from "../../../shared/node-files";
import { type NodeFile } from "../cluster/node/node-container";
import { type RegistryConfig, type RegistryMirror } from "./registries-args";
import { pemFields, pemPath, registriesFile } from "./registries-file";

type Mirrors = Record<string, RegistryMirror>;
type Configs = Record<string, RegistryConfig>;

/** Returns the files that configure registries in K3s; none without registries. */
export function nodeFiles(configs: Configs, mirrors: pulumi.Input<Mirrors>[]): NodeFile[] {
    if (mirrors.length === 0 && Object.keys(configs).length === 0) return [];
    const content = pulumi
        .all([pulumi.all(mirrors), pulumi.output(configs)])
        .apply(([ours, theirs]) => registriesFile(merged(ours), theirs));
    const pems = Object.entries(configs).flatMap(([host, config]) =>
        pemFields.flatMap((field) => {
            const text = config[field];
            return text === undefined ? [] : [{ path: pemPath(host, field), content: text }];
        }),
    );
    return [{ path: registriesPath, content }, ...pems];
}

function merged(records: pulumi.Unwrap<Mirrors>[]): pulumi.Unwrap<Mirrors> {
    return Object.assign({}, ...records) as pulumi.Unwrap<Mirrors>;
}
