// Stands for: CheckConfig and DiffConfig of the docker provider.
import type { CheckResult, PropertyMap } from "../host/plugin";
import { isUnset } from "./check";
import { endpointOf } from "./client";

const keys = [
    "caMaterial",
    "certMaterial",
    "certPath",
    "context",
    "disableDockerDaemonCheck",
    "host",
    "keyMaterial",
    "registryAuth",
    "sshOpts",
];
/** What the engine itself keeps among a provider's inputs. */
const reserved = ["version", "pluginDownloadURL", "pluginChecksums", "envVarMappings", "__internal", "__defaults"];
const unimplemented = ["registryAuth", "sshOpts"];

export function checkConfig(inputs: PropertyMap): CheckResult {
    const failures = Object.keys(inputs)
        .filter((key) => !keys.includes(key) && !reserved.includes(key))
        .map((key) => ({
            property: "",
            reason: `could not validate provider configuration: Invalid or unknown key. Check \`pulumi config get docker:${key}\`.`,
        }));
    const refused = unimplemented
        .filter((key) => !isUnset(inputs[key]))
        .map((key) => ({ property: "", reason: `the stand-in for the docker plugin does not implement '${key}'` }));
    return {
        inputs: isUnset(inputs.host) ? { ...inputs, host: endpointOf({}) } : inputs,
        failures: [...failures, ...refused],
    };
}

/** No key of this provider replaces it. */
export function configEquals(olds: PropertyMap, news: PropertyMap): boolean {
    return [...keys, "version"].every((key) => JSON.stringify(olds[key]) === JSON.stringify(news[key]));
}
