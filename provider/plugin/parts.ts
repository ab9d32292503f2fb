// Both make of a reference to a provider the provider; else it would be a name that nobody knows.
import "@pulumi/docker";
import "@pulumi/kubernetes";
import { packageVersion } from "../package-version";
import { spellPaths } from "../../sdk/nodejs/validation/spelling";
import { becomePlugin } from "../shims/plugin-process";
import { connectDisplay } from "./display";
import { findClusters } from "./known-clusters";
import { languageOf } from "./program-language";
import { spellingOf } from "./spelling";

export { construct } from "./construct";
export { customResources } from "./resource-calls";

/**
 * From here on this process makes resources.
 *
 * @param provider the reference to the provider that it is.
 * @param engine the address of Pulumi's engine.
 */
export function begin(provider: string, engine: string | undefined): void {
    becomePlugin(provider);
    findClusters(packageVersion);
    connectDisplay(engine);
    spellPaths(spellingOf(languageOf(process.cwd())));
}
