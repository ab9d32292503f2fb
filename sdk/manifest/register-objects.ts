import * as pulumi from "@pulumi/pulumi";
import { withoutStackTraces } from "../../provider/shims/without-stack-traces";
import { conflictHooks } from "./conflicts";
import { dependenciesOf, inOrder } from "./dependencies";
import { withFieldManager } from "./field-manager";
import { isSecret, type KubernetesObject } from "./kubernetes-object";
import { kubernetesPackageVersion } from "./kubernetes-package";
import { resourceAliases, resourceName, resourceType } from "./object-identity";
import type { PlacedObject } from "./place-objects";
import { withoutAwait } from "./readiness";
import { secretObject } from "./secret-object";

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

/** How the objects are made. */
export interface Registration {
    /** What their names begin with. */
    cluster: string;
    /** All of them go with it. */
    identity: pulumi.Resource | undefined;
    provider: pulumi.ProviderResource;
    /** What comes before all of them. */
    dependsOn: readonly pulumi.Resource[];
    /** Takes over fields that somebody else manages. */
    force: pulumi.Input<boolean>;
}

/** Makes a resource of each object. */
export function registerObjects(
    objects: PlacedObject[],
    parent: pulumi.Resource,
    { cluster, identity, provider, dependsOn, force }: Registration,
): RegisteredObject[] {
    const hooks = conflictHooks(parent);
    const all = objects.map(({ object }) => object);
    const registered = new Map<KubernetesObject, pulumi.CustomResource>();
    return inOrder(objects).map((placed) => {
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
            deletedWith: identity,
            aliases: resourceAliases(cluster, placed, all),
            dependsOn: [...dependsOn, ...(placed.origin?.resources ?? []), ...needed],
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
