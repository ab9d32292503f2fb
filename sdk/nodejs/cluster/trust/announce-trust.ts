import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { trustPath } from "../../../../shared/node-files";
import { type NodeFile } from "../node/node-container";

/**
 * Returns the file with the certificates that nodes and caches trust; none without certificates. Pods can read it too.
 */
export function trustFiles(certificates: pulumi.Input<string> | undefined): NodeFile[] {
    return certificates === undefined ? [] : [{ path: trustPath, content: certificates, permissions: "0644" }];
}

/** Publishes the certificates that nodes trust to pods, in a ConfigMap that everybody can read. */
export function announceTrust(
    cluster: string,
    certificates: pulumi.Input<string>,
    provider: kubernetes.Provider,
    options: pulumi.CustomResourceOptions,
): kubernetes.core.v1.ConfigMap {
    return new kubernetes.core.v1.ConfigMap(
        `${cluster}-trust`,
        {
            metadata: { namespace: "kube-public", name: "pulumi-k3s-trust" },
            data: { "ca.crt": certificates },
        },
        { ...options, provider },
    );
}
