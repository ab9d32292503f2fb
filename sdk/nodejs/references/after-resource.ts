import * as pulumi from "@pulumi/pulumi";

/**
 * Returns a value that other resources can use only after a resource exists. A preview knows it if it knows the value,
 * because only the order changes.
 */
export function afterResource<T>(value: pulumi.Input<T>, resource: pulumi.Resource): pulumi.Output<T> {
    // Depends on the URN, because the ID and other outputs are unknown while the resource is created or updated.
    return pulumi.all([value, resource.urn]).apply(([known]) => known) as pulumi.Output<T>;
}
