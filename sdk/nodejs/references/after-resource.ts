import * as pulumi from "@pulumi/pulumi";

/** A value for others, once a resource is there as well. Known in a preview where the value is: only the order changes. */
export function afterResource<T>(value: pulumi.Input<T>, resource: pulumi.Resource): pulumi.Output<T> {
    // Not its id or another output: those are not known while it is created or updated.
    return pulumi.all([value, resource.urn]).apply(([known]) => known) as pulumi.Output<T>;
}
