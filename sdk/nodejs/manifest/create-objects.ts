import * as pulumi from "@pulumi/pulumi";
import { kubernetesOptions } from "../cluster/provider-options";
import { isDeferred } from "../validation";
import { type AcceptedObjects, acceptedObjects } from "./accepted-objects";
import { leftOutMessage } from "./helm-hooks";
import type { ManifestArgs } from "./manifest-args";
import { manifestReady } from "./manifest-ready";
import { objectKey } from "./object-identity";
import { readLater } from "./read-later";
import { isLater, type Source } from "./read-source";
import { objectRegistration } from "./register-objects";
import { stagesOf } from "./stages";
import { settled } from "../references/settled";

/** The result of creating a Manifest's objects. */
export interface CreatedObjects {
    /** The objects as resources, by object key. */
    resources: Record<string, pulumi.CustomResource>;
    /** The resources after which everything is done: the objects, and the readiness check of their workloads. */
    last: readonly pulumi.Resource[];
    /** Whether all objects are known. A preview may not know them. */
    isKnown: boolean;
}

/** The arguments with which a Manifest creates its objects. */
export interface Making {
    name: string;
    args: ManifestArgs;
    options: pulumi.ComponentResourceOptions | undefined;
    /** The objects if they are known already, or the source to read them from. */
    objects: AcceptedObjects | Source;
}

/** Creates the objects when it is known which ones there are. */
export async function createObjects(manifest: pulumi.Resource, making: Making): Promise<CreatedObjects> {
    const { name, args, options, objects } = making;
    const namespace = await settled(args.namespace);
    if (isDeferred(namespace.value)) return notMade(manifest, name, "namespace");
    const accepted =
        "leftOut" in objects ? objects : await readObjects(making, objects, namespace.value as string | undefined);
    if ("notKnown" in accepted) return notMade(manifest, name, accepted.notKnown);
    const { found, leftOut } = accepted;
    if (leftOut.length > 0) await pulumi.log.info(leftOutMessage(name, leftOut), manifest);
    const { name: cluster, core } = args.cluster;
    const { provider, dependsOn } = kubernetesOptions(core, options);
    const register = objectRegistration(found, manifest, {
        manifest: name,
        cluster,
        core,
        provider,
        dependsOn: [...dependsOn, ...namespace.origin.resources],
        force: args.force ?? false,
    });
    const [first = [], ...later] = stagesOf(found);
    const registered = register(first, []);
    const ready = manifestReady(name, args, registered, manifest);
    let last = ready ? [ready] : registered.map(({ resource }) => resource);
    for (const stage of later) {
        const next = register(stage, last);
        registered.push(...next);
        last = [...last, ...next.map(({ resource }) => resource)];
    }
    const resources = Object.fromEntries(registered.map((one) => [objectKey(one), one.resource]));
    return { resources, last, isKnown: true };
}

async function readObjects({ name, args }: Making, source: Source, namespace: string | undefined) {
    const parsed = isLater(source) ? await readLater(name, source) : source;
    return "notKnown" in parsed ? parsed : acceptedObjects(name, args, parsed, namespace);
}

/**
 * Creates no objects, because their names are not known. Pulumi then cannot tell which objects in the state are still
 * wanted.
 */
async function notMade(manifest: pulumi.Resource, name: string, argument: string): Promise<CreatedObjects> {
    const message =
        `The objects of Manifest "${name}" are not known yet: ${argument} is an Output that has no value in this preview. ` +
        "Those in the cluster are shown as deleted here; the update deletes only what is no longer in the Manifest.";
    await pulumi.log.info(message, manifest);
    return { resources: {}, last: [], isKnown: false };
}
