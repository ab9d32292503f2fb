import * as pulumi from "@pulumi/pulumi";
import { lifecycleResource } from "../../../../provider/shims/lifecycle-resource";
import { plainValue } from "../../validation";
import { type NodeArgs } from "../arguments/node-args";

/** How a node is reached. */
interface NodeAccess {
    kubeconfig: pulumi.Input<string>;
    clusterId: pulumi.Input<string>;
    containerId: pulumi.Input<string>;
    timeoutSeconds: pulumi.Input<number>;
}

/** Gives a node its labels and taints, where it is to have any. */
export function nodeScheduling(
    node: string,
    { labels = {}, taints = [] }: NodeArgs,
    access: NodeAccess,
    options: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
    const known = plainValue(labels);
    if (known && Object.keys(known).length === 0 && plainValue(taints)?.length === 0) return [];
    // Pulumi cannot take an object without a prototype, as Object.groupBy makes one.
    const inputs = {
        node,
        labels: pulumi.output(known ? { ...known } : labels),
        taints: pulumi.output(taints),
        ...access,
    };
    return [lifecycleResource("v1.NodeScheduling", `${node}-scheduling`, inputs, options)];
}
