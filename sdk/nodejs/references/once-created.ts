import * as pulumi from "@pulumi/pulumi";

/** Returns a value that is unknown until a resource is created, for example in the preview of a new stack. */
export function onceCreated<T>(resource: pulumi.CustomResource, value: pulumi.Input<T>): pulumi.Output<T> {
    return pulumi.all([value, resource.id]).apply(([known]) => known) as pulumi.Output<T>;
}
