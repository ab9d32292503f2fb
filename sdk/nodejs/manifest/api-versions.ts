import * as kubernetes from "@pulumi/kubernetes";
import { groupOf, isCustomResourceDefinition, isRecord, type KubernetesObject, versionOf } from "./kubernetes-object";

/** The versions that a custom resource's API usually goes through. */
const usualVersions = [
    "v1",
    "v2",
    "v1alpha1",
    "v1alpha2",
    "v1alpha3",
    "v1beta1",
    "v1beta2",
    "v1beta3",
    "v2alpha1",
    "v2beta1",
];

/** Kinds that began in the group `extensions`, by the group they moved to. */
const movedFromExtensions = ["apps", "networking.k8s.io", "policy"];

type Versions = Record<string, Record<string, unknown> | undefined>;

/** Whether the Kubernetes API has this kind by itself. */
export function isBuiltIn(object: KubernetesObject): boolean {
    return builtInVersions(groupOf(object), object.kind).length > 0;
}

/**
 * The other API versions that the same object can be written in. Not a table: the typed classes of the Kubernetes
 * package that the program has tell which there are. For custom resources, the versions of their definition where it
 * is known, and the usual ones: an alias that no state has does no harm, one that is missing costs the live object.
 */
export function otherApiVersions(object: KubernetesObject, all: KubernetesObject[]): string[] {
    const group = groupOf(object);
    const versions = isBuiltIn(object) ? builtInApiVersions(group, object.kind) : customApiVersions(object, all);
    return [...new Set(versions)].filter((apiVersion) => apiVersion !== object.apiVersion);
}

/**
 * Whether a cluster may do without this kind in this version: a custom resource whose definition comes from elsewhere, or a
 * version that comes and goes with Kubernetes' own.
 */
export function mayBeMissing(object: KubernetesObject, all: KubernetesObject[]): boolean {
    return isBuiltIn(object) ? !/^v\d+$/.test(versionOf(object)) : !definitionOf(object, all);
}

/** The definition of a custom resource, where it is among the objects. */
export function definitionOf(object: KubernetesObject, all: KubernetesObject[]): KubernetesObject | undefined {
    return all.find((candidate) => {
        if (!isCustomResourceDefinition(candidate) || !isRecord(candidate.spec)) return false;
        const { group, names } = candidate.spec;
        return group === groupOf(object) && isRecord(names) && names.kind === object.kind;
    });
}

function builtInApiVersions(group: string, kind: string): string[] {
    const groups = [
        group,
        ...(movedFromExtensions.includes(group) ? ["extensions"] : []),
        ...(group === "extensions" ? movedFromExtensions : []),
    ];
    return groups.flatMap((name) =>
        builtInVersions(name, kind).map((version) => (name === "" ? version : `${name}/${version}`)),
    );
}

function builtInVersions(group: string, kind: string): string[] {
    if (group.includes(".") && !group.endsWith(".k8s.io")) return [];
    const [folder = ""] = (group === "" ? "core" : group).split(".");
    const versions = (kubernetes as unknown as Record<string, Versions | undefined>)[folder] ?? {};
    return Object.keys(versions).filter((version) => /^v\d/.test(version) && kind in (versions[version] ?? {}));
}

function customApiVersions(object: KubernetesObject, all: KubernetesObject[]): string[] {
    const spec = definitionOf(object, all)?.spec;
    const defined = isRecord(spec) && Array.isArray(spec.versions) ? (spec.versions as unknown[]) : [];
    const names = defined.flatMap((version) =>
        isRecord(version) && typeof version.name === "string" ? [version.name] : [],
    );
    return [...names, ...usualVersions, versionOf(object)].map((version) => `${groupOf(object)}/${version}`);
}
