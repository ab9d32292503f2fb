import * as pulumi from "@pulumi/pulumi";
import { withoutStackTraces } from "../../provider/shims/without-stack-traces";
import type { ClusterHandle } from "../cluster/cluster-handle";
import type { kubernetesOptions } from "../cluster/provider-options";
import { conflictHooks } from "./conflicts";
import { dependenciesOf, inOrder } from "./dependencies";
import { withFieldManager } from "./field-manager";
import { isSecret, type KubernetesObject } from "./kubernetes-object";
import { kubernetesPackageVersion } from "./kubernetes-package";
import { resourceAliases, resourceName, resourceType } from "./object-identity";
import type { PlacedObject } from "./place-objects";
import { withoutAwait } from "./readiness";

/** Any kind: the typed classes would drop fields that they do not know. */
class ObjectResource extends pulumi.CustomResource {
    /** As the API server has it. */
    declare readonly metadata: pulumi.Output<{ uid: string; generation?: number }>;
}

/** An object, and the resource that it became. */
export interface RegisteredObject extends PlacedObject {
    resource: ObjectResource;
}

const secretFields = ["data", "stringData"];

/**
 * Makes a resource of each object.
 *
 * @param force takes over fields that somebody else manages.
 */
export function registerObjects(
    objects: PlacedObject[],
    cluster: ClusterHandle,
    parent: pulumi.Resource,
    { provider, dependsOn }: ReturnType<typeof kubernetesOptions>,
    force: boolean,
): RegisteredObject[] {
    const hooks = conflictHooks(parent);
    const all = objects.map(({ object }) => object);
    const registered = new Map<KubernetesObject, pulumi.CustomResource>();
    return inOrder(objects).map((placed) => {
        const { object } = placed;
        const type = resourceType(object.apiVersion, object.kind);
        const name = resourceName(cluster.name, placed);
        const inputs = inputsOf(withoutAwait(withFieldManager(object, force)));
        const needed = dependenciesOf(object, all).flatMap((other) => registered.get(other) ?? []);
        const options = {
            parent,
            provider,
            version: kubernetesPackageVersion,
            deletedWith: cluster.identity,
            aliases: resourceAliases(cluster.name, placed, all),
            dependsOn: [...dependsOn, ...needed],
            hooks,
            additionalSecretOutputs: isSecret(object) ? secretFields : undefined,
        };
        const resource = withoutStackTraces(() => new ObjectResource(type, name, inputs, options));
        registered.set(object, resource);
        return { ...placed, resource };
    });
}

function inputsOf(object: KubernetesObject): pulumi.Inputs {
    if (!isSecret(object)) return object;
    const secrets = secretFields.filter((field) => object[field] !== undefined);
    return { ...object, ...Object.fromEntries(secrets.map((field) => [field, pulumi.secret(object[field])])) };
}
