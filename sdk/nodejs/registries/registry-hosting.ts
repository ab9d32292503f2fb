import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { stringify } from "yaml";
import { registryAddress } from "./registry-container";

/** Returns the text by which tools such as Tilt and Skaffold find the registry of a local cluster (KEP-1755). */
function registryHosting(host: string): string {
    return stringify({
        host,
        hostFromContainerRuntime: registryAddress,
        help: "https://github.com/kubernetes/enhancements/tree/master/keps/sig-cluster-lifecycle/generic/1755-communicating-a-local-registry",
    });
}

/** Publishes the address of the cluster's registry to tools in and outside of the cluster. */
export function announceRegistry(
    cluster: string,
    host: pulumi.Output<string>,
    provider: kubernetes.Provider,
    options: pulumi.CustomResourceOptions,
): kubernetes.core.v1.ConfigMap {
    return new kubernetes.core.v1.ConfigMap(
        `${cluster}-registry-hosting`,
        {
            metadata: { namespace: "kube-public", name: "local-registry-hosting" },
            data: { "localRegistryHosting.v1": host.apply(registryHosting) },
        },
        { ...options, provider },
    );
}
