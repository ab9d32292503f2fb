import * as pulumi from "@pulumi/pulumi";

/** A value that is not known before a resource is created, in the preview of a new stack for instance, and is from then on. */
export function onceCreated<T>(resource: pulumi.CustomResource, value: pulumi.Input<T>): pulumi.Output<T> {
    return pulumi.all([value, resource.id]).apply(([known]) => known) as pulumi.Output<T>;
}
