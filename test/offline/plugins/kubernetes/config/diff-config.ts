import type { DiffResult } from "../../host/plugin";
import { unknown } from "../../host/plugin";
import { deepEqual, isObject, type Json, type JsonObject, textAt } from "../json";
import { activeCluster, parseKubeconfig } from "./kubeconfig";

const clusterKeys = ["kubeconfig", "context", "cluster"];

/** Which change of the provider's configuration replaces the provider, and with it every object under it. */
export function diffConfig(olds: JsonObject, news: JsonObject): DiffResult {
    const changed = changedKeys(olds, news);
    if (changed.length === 0) {
        return { changes: false };
    }
    const replaces = replacesByIdentifier(olds, news);
    const unchangedIdentifier = hasValue(news.clusterIdentifier) && !changed.includes("clusterIdentifier");
    const answer = (diffs: string[]): DiffResult => ({
        changes: true,
        diffs,
        replaces: unchangedIdentifier ? [] : replaces,
    });

    const unknownKey = clusterKeys.find((key) => news[key] === unknown);
    if (unknownKey !== undefined) {
        replaces.push(unknownKey);
        return answer([unknownKey]);
    }
    if (changed.includes("renderYamlToDirectory")) {
        replaces.push("renderYamlToDirectory");
    }
    const before = clusterEntry(olds);
    const after = clusterEntry(news);
    if (before && after && !deepEqual(before, after)) {
        replaces.push(...clusterKeys.filter((key) => changed.includes(key)));
    }
    return answer(changed);
}

function replacesByIdentifier(olds: JsonObject, news: JsonObject): string[] {
    const [before, after] = [olds.clusterIdentifier, news.clusterIdentifier];
    const updated = hasValue(before) && hasValue(after) && !deepEqual(before, after);
    return updated ? ["clusterIdentifier"] : [];
}

function changedKeys(olds: JsonObject, news: JsonObject): string[] {
    const keys = new Set([...Object.keys(olds), ...Object.keys(news)]);
    return [...keys].filter((key) => !deepEqual(olds[key] ?? null, news[key] ?? null)).sort();
}

function clusterEntry(config: JsonObject): JsonObject | undefined {
    return activeCluster(kubeconfigOf(config.kubeconfig), {
        context: textAt(config, "context"),
        cluster: textAt(config, "cluster"),
    });
}

function kubeconfigOf(value: Json | undefined): JsonObject {
    if (isObject(value)) {
        return value;
    }
    try {
        return parseKubeconfig(typeof value === "string" && value !== unknown ? value : "");
    } catch (error) {
        throw new Error(`failed to parse kubeconfig: ${(error as Error).message}`, { cause: error });
    }
}

function hasValue(value: Json | undefined): boolean {
    return value !== undefined && value !== null;
}
