import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { trustPath } from "../../../../shared/node-files";
import { type NodeFile } from "../node/node-container";

/** The file by which nodes and caches trust certificates; none where there are none. Pods may read it too. */
export function trustFiles(certificates: pulumi.Input<string> | undefined): NodeFile[] {
    return certificates === undefined ? [] : [{ path: trustPath, content: certificates, permissions: "0644" }];
}

/** Gives pods what nodes trust beside what their image does: a ConfigMap that everybody may read. */
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
