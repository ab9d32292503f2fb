import { dnsLabel, isDeferred, type Problem, secret } from "../validation";
import { isRecord, type KubernetesObject, type LocatedObject, type LocatedValue } from "./kubernetes-object";
import type { Parsed } from "./parse-documents";
import { withoutNulls } from "./without-nulls";

/** Checks that values are Kubernetes objects. Reports what the API server would refuse in any case. */
export function checkObjects(values: LocatedValue[]): Parsed<LocatedObject> {
    const parsed: Parsed<LocatedObject> = { found: [], problems: [] };
    for (const { place, value: written, origin, placeOf } of values) {
        const value = withoutNulls(written);
        const messages = messagesFor(value);
        parsed.problems.push(...messages.map((message): Problem => ({ path: place, message })));
        if (messages.length === 0) parsed.found.push({ place, object: value as KubernetesObject, origin, placeOf });
    }
    return parsed;
}

function messagesFor(value: unknown): string[] {
    if (isDeferred(value)) return ["is an Output; only values inside an object can be"];
    if (!isRecord(value)) return ["is no object with apiVersion, kind and metadata"];
    const { apiVersion, kind, metadata } = value;
    if (typeof apiVersion === "string" && apiVersion.startsWith("kustomize.config.k8s.io/")) {
        return ["is a kustomization; give its folder as path"];
    }
    return [
        ...text("apiVersion", apiVersion),
        ...(typeof apiVersion === "string" && apiVersion !== "" && !/^(?:[^/\s]+\/)?[^/\s]+$/.test(apiVersion)
            ? ['has an apiVersion that is neither "version" nor "group/version"']
            : []),
        ...text("kind", kind),
        ...(isRecord(metadata) ? metadataMessages(metadata) : ["has no metadata"]),
    ];
}

function metadataMessages(metadata: Record<string, unknown>): string[] {
    const { name, generateName, namespace } = metadata;
    const generated = name === undefined && generateName !== undefined;
    return [
        ...(generated
            ? ["has generateName, which makes another object each time; give it metadata.name"]
            : text("metadata.name", name)),
        ...(namespace === undefined
            ? []
            : secret(dnsLabel)(namespace, "metadata.namespace").map(
                  ({ message }) => `has a namespace that ${message}`,
              )),
    ];
}

function text(path: string, value: unknown): string[] {
    if (typeof value === "string" && value.trim() !== "") return [];
    if (isDeferred(value)) return [`has an Output as ${path}, which has to be known before anything is created`];
    if (value === undefined || value === null || typeof value === "string") return [`has no ${path}`];
    return [`has a ${path} that is no text; put it in quotes`];
}
