import type * as pulumi from "@pulumi/pulumi";
import { coreDns } from "../../../../shared/packaged-components";
import { lifecycleResource, type LifecycleResource } from "../../../../provider/shims/lifecycle-resource";
import { whenKnown } from "../../validation";
import { type ClusterSettings } from "../arguments/cluster-settings";
import { nodeName } from "../names";
import { type Server } from "./server";

/** Creates the readiness check of a cluster, which waits until workloads can run in it. */
export function clusterReady(
    cluster: string,
    { keepsData, disable, timeoutSeconds, dockerHost }: ClusterSettings,
    server: Server,
    kubeconfig: pulumi.Output<string>,
    child: pulumi.CustomResourceOptions,
): LifecycleResource<"v1.ClusterReady"> {
    const inputs = {
        kubeconfig,
        clusterId: server.identity.output("clusterId"),
        serverContainer: server.containerName,
        serverContainerId: server.container.id,
        serverPlace: server.place,
        serverNode: nodeName(cluster, "server"),
        keepsData,
        coreDns: whenKnown(disable, (known) => !(known as string[]).includes(coreDns.component)),
        timeoutSeconds,
        dockerHost,
    };
    return lifecycleResource("v1.ClusterReady", `${cluster}-ready`, inputs, child);
}
