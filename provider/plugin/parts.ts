// Each import makes a reference to a provider resolve to the provider; otherwise it would be an unknown name.
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
 * Prepares this process to create resources.
 *
 * @param provider the reference to the provider that this process is.
 * @param engine the address of Pulumi's engine.
 */
export function begin(provider: string, engine: string | undefined): void {
    becomePlugin(provider);
    findClusters(packageVersion);
    connectDisplay(engine);
    spellPaths(spellingOf(languageOf(process.cwd())));
}
