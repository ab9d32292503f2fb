import * as pulumi from "@pulumi/pulumi";
import { kindHooks } from "../../../provider/shims/kind-hooks";
import { mergedHooks } from "../../../provider/shims/merged-hooks";
import { withoutStackTraces } from "../../../provider/shims/without-stack-traces";
import type { ClusterCore } from "../cluster/cluster-core";
import { isUnderWay, noteUnderWay } from "../references/under-way";
import { mayBeMissing } from "./api-versions";
import { conflictHooks } from "./conflicts";
import { dependenciesOf, inOrder } from "./dependencies";
import { withFieldManager } from "./field-manager";
import { isClustersOwn } from "./kept-objects";
import { isCustomResourceDefinition, isSecret, type KubernetesObject } from "./kubernetes-object";
import { kubernetesPackageVersion } from "./kubernetes-package";
import { resourceAliases, resourceName, resourceType } from "./object-identity";
import type { PlacedObject } from "./place-objects";
import { withoutAwait } from "./readiness";
import { secretObject } from "./secret-object";

/** A resource of any kind. The typed classes would drop fields that they do not know. */
class ObjectResource extends pulumi.CustomResource {
    /** The metadata that the API server returns. */
    declare readonly metadata: pulumi.Output<{ uid: string; generation?: number }>;
}

/** An object and its resource. */
export interface RegisteredObject extends PlacedObject {
    resource: ObjectResource;
}

const secretFields = ["data", "stringData"];

/** The settings with which objects are registered. */
export interface Registration {
    /** The Manifest's name. */
    manifest: string;
    /** The prefix of the resources' names. */
    cluster: string;
    /** The cluster. The objects are deleted with its identity. */
    core: ClusterCore;
    provider: pulumi.ProviderResource;
    /** The resources that all objects depend on. */
    dependsOn: readonly pulumi.Resource[];
    /** Whether to take over fields that another manager owns. */
    force: pulumi.Input<boolean>;
}

/** Returns a function that registers some of a Manifest's objects as resources, in the order of their dependencies. */
export function objectRegistration(
    objects: PlacedObject[],
    parent: pulumi.Resource,
    { manifest, cluster, core, provider, dependsOn, force }: Registration,
): (some: PlacedObject[], after: readonly pulumi.Resource[]) => RegisteredObject[] {
    const conflicts = conflictHooks(parent);
    const kinds = kindHooks(core.kubeconfig, manifest, () => isUnderWay(core.provider));
    const all = objects.map(({ object }) => object);
    const registered = new Map<KubernetesObject, pulumi.CustomResource>();
    const register = (placed: PlacedObject, after: readonly pulumi.Resource[]) => {
        const { object } = placed;
        const type = resourceType(object.apiVersion, object.kind);
        const name = resourceName(cluster, placed);
        const content = placed.origin?.isSecret ? secretObject(object) : object;
        const inputs = inputsOf(withoutAwait(withFieldManager(content, force)));
        const needed = dependenciesOf(object, all).flatMap((other) => registered.get(other) ?? []);
        const options = {
            parent,
            provider,
            version: kubernetesPackageVersion,
            deletedWith: core.identity,
            retainOnDelete: isClustersOwn(object) ? true : undefined,
            aliases: resourceAliases(cluster, placed, all),
            dependsOn: [...dependsOn, ...(placed.origin?.resources ?? []), ...needed, ...after],
            hooks: mayBeMissing(object, all) ? mergedHooks(kinds, conflicts) : conflicts,
            additionalSecretOutputs: isSecret(object) ? secretFields : undefined,
        };
        const resource = withoutStackTraces(() => new ObjectResource(type, name, inputs, options));
        registered.set(object, resource);
        if (isCustomResourceDefinition(object)) noteUnderWay(core.provider, resource);
        return { ...placed, resource };
    };
    return (some, after) => inOrder(some).map((placed) => register(placed, after));
}

function inputsOf(object: KubernetesObject): pulumi.Inputs {
    if (!isSecret(object)) return object;
    const secrets = secretFields.filter((field) => object[field] !== undefined);
    return { ...object, ...Object.fromEntries(secrets.map((field) => [field, pulumi.secret(object[field])])) };
}
