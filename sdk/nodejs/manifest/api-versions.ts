import * as kubernetes from "@pulumi/kubernetes";
import { groupOf, isCustomResourceDefinition, isRecord, type KubernetesObject, versionOf } from "./kubernetes-object";

/** The usual versions of a custom resource's API. */
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

/** The groups to which kinds of the group `extensions` moved. */
const movedFromExtensions = ["apps", "networking.k8s.io", "policy"];

type Versions = Record<string, Record<string, unknown> | undefined>;

/** Returns whether Kubernetes itself defines the object's kind. */
export function isBuiltIn(object: KubernetesObject): boolean {
    return builtInVersions(groupOf(object), object.kind).length > 0;
}

/**
 * Returns the other API versions in which the same object can be written. There is no table of them: the typed classes
 * of the program's Kubernetes package tell the versions. For custom resources, these are the versions in their
 * definition, if it is known, and the usual ones: an alias that no state has does no harm, but a missing alias deletes
 * the live object.
 */
export function otherApiVersions(object: KubernetesObject, all: KubernetesObject[]): string[] {
    const group = groupOf(object);
    const versions = isBuiltIn(object) ? builtInApiVersions(group, object.kind) : customApiVersions(object, all);
    return [...new Set(versions)].filter((apiVersion) => apiVersion !== object.apiVersion);
}

/**
 * Returns whether a cluster may lack this kind in this version: a custom resource whose definition is not among the
 * objects, or a version that only some Kubernetes versions have.
 */
export function mayBeMissing(object: KubernetesObject, all: KubernetesObject[]): boolean {
    return isBuiltIn(object) ? !/^v\d+$/.test(versionOf(object)) : !definitionOf(object, all);
}

/** Returns the definition of a custom resource, if it is among the objects. */
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
