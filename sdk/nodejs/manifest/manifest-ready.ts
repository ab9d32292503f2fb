import * as pulumi from "@pulumi/pulumi";
import { type InputsOf, lifecycleResource } from "../../../provider/shims/lifecycle-resource";
import type { ManifestArgs } from "./manifest-args";
import { isAwaited } from "./readiness";
import type { RegisteredObject } from "./register-objects";

/** Creates the readiness check of the workloads among the objects. Returns undefined if there are none. */
export function manifestReady(
    name: string,
    { cluster: { core }, timeoutSeconds, ...waiting }: ManifestArgs,
    objects: RegisteredObject[],
    parent: pulumi.Resource,
): pulumi.CustomResource | undefined {
    const workloads = objects.filter(({ object }) => isAwaited(object, waiting));
    if (workloads.length === 0) return undefined;
    const inputs = {
        kubeconfig: core.kubeconfig,
        clusterId: core.clusterId,
        manifest: name,
        workloads: pulumi.all(workloads.map(appliedWorkload)),
        timeoutSeconds: timeoutSeconds ?? 300,
        dockerHost: core.dockerHost,
    };
    // The workloads may need any other object of the Manifest, and need its creation to be finished.
    const dependsOn = objects.map(({ resource }) => resource);
    const options = { parent, dependsOn, deletedWith: core.identity };
    return lifecycleResource("v1.ManifestReady", `${name}-ready`, inputs, options);
}

function appliedWorkload({ object, resource }: RegisteredObject): pulumi.Output<AppliedWorkload> {
    const { apiVersion, metadata } = object;
    const { name, namespace = "default" } = metadata;
    const reference = { apiVersion, kind: object.kind as AppliedWorkload["kind"], namespace, name };
    return resource.metadata.apply(({ uid, generation }) => ({ ...reference, uid, generation }));
}

type AppliedWorkload = InputsOf<"v1.ManifestReady">["workloads"][number];
