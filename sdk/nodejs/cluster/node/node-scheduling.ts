import * as pulumi from "@pulumi/pulumi";
import { lifecycleResource } from "../../../../provider/shims/lifecycle-resource";
import { plainValue } from "../../validation";
import { type NodeArgs } from "../arguments/node-args";

/** The data with which a node is reached. */
interface NodeAccess {
    kubeconfig: pulumi.Input<string>;
    clusterId: pulumi.Input<string>;
    containerId: pulumi.Input<string>;
    timeoutSeconds: pulumi.Input<number>;
}

/** Sets the labels and taints of a node, if it has any. */
export function nodeScheduling(
    node: string,
    { labels = {}, taints = [] }: NodeArgs,
    access: NodeAccess,
    options: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
    const known = plainValue(labels);
    if (known && Object.keys(known).length === 0 && plainValue(taints)?.length === 0) return [];
    // Pulumi does not accept an object without a prototype, such as a result of Object.groupBy.
    const inputs = {
        node,
        labels: pulumi.output(known ? { ...known } : labels),
        taints: pulumi.output(taints),
        ...access,
    };
    return [lifecycleResource("v1.NodeScheduling", `${node}-scheduling`, inputs, options)];
}
