// Stands for: client-go's reading of a kubeconfig.
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { parse } from "yaml";
import { isObject, type JsonObject, listAt, objectAt, textAt } from "../json";

export interface Selection {
    context: string;
    cluster: string;
}

/** A kubeconfig given as a path, or as YAML or JSON text. Empty text is an empty configuration. */
export function parseKubeconfig(pathOrText: string): JsonObject {
    if (pathOrText === "") {
        return {};
    }
    const path = pathOrText.replace(/^~(?=$|\/)/, homedir());
    const text = existsOnDisk(path) ? readFileSync(path, "utf8") : pathOrText;
    const config: unknown = parse(text);
    if (config === null) {
        return {};
    }
    if (!isObject(config)) {
        throw new Error("couldn't get version/kind; json parse error: the kubeconfig is neither a file nor an object");
    }
    return config;
}

/** What client-go takes when the provider has no kubeconfig of its own. */
export function ambientKubeconfig(environment: NodeJS.ProcessEnv = process.env): JsonObject {
    const paths = environment.KUBECONFIG?.split(delimiter).filter(Boolean) ?? [join(homedir(), ".kube", "config")];
    return mergeKubeconfigs(paths.filter(existsSync).map((path) => parseKubeconfig(path)));
}

/** The entry of the cluster that requests would go to. */
export function activeCluster(config: JsonObject, selection: Selection): JsonObject | undefined {
    const context = named(config, "contexts", selection.context || textAt(config, "current-context"));
    if (!context) {
        return undefined;
    }
    return named(config, "clusters", selection.cluster || textAt(context, "context", "cluster"))?.cluster as
        JsonObject | undefined;
}

export function activeContext(config: JsonObject, selection: Selection): JsonObject | undefined {
    const context = named(config, "contexts", selection.context || textAt(config, "current-context"));
    return context && objectAt(context, "context");
}

export function userOf(config: JsonObject, name: string): JsonObject {
    return objectAt(named(config, "users", name), "user");
}

function named(config: JsonObject, list: string, name: string): JsonObject | undefined {
    return listAt(config, list).find((entry) => entry.name === name);
}

function mergeKubeconfigs(configs: JsonObject[]): JsonObject {
    const lists = ["clusters", "contexts", "users"].map((list) => [
        list,
        // client-go lets the first file that names an entry win, as find() does.
        configs.flatMap((config) => listAt(config, list)),
    ]);
    const current = configs.map((config) => textAt(config, "current-context")).find(Boolean) ?? "";
    return { ...(Object.fromEntries(lists) as JsonObject), "current-context": current };
}

function existsOnDisk(path: string): boolean {
    // A whole kubeconfig is too long, or has line breaks, to be a path.
    return path.length < 4096 && !path.includes("\n") && existsSync(path);
}
