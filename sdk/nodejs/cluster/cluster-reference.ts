import * as pulumi from "@pulumi/pulumi";
import { clusterNameVariable, kubeconfigVariable } from "../../../shared/reference-variables";
import { afterResource } from "../references/after-resource";
import { kubeconfigVolumes } from "../references/kubeconfig-volume";
import { kubeconfigFolder } from "../references/merge-variables";
import { type ReferenceParts, type Variable } from "../references/reference";
import { type ClusterCore } from "./cluster-core";

/** Returns the variables and files of a reference to a cluster. They are known when the cluster is ready. */
export function clusterReference(core: ClusterCore, cluster: pulumi.Resource): ReferenceParts {
    const { name, provider, nodes } = core;
    const path = kubeconfigInContainer(name);
    const content = pulumi.secret(afterResource(core.containerKubeconfig, provider));
    const own = { name: clusterNameVariable, value: name };
    return {
        what: `the cluster "${name}"`,
        onHost: [{ name: kubeconfigVariable, value: afterResource(core.kubeconfigPath, provider) }, own],
        inContainer: {
            variables: containerVariables(name),
            file: { path, content, volumeOf: kubeconfigVolumes(core, { path, content }, cluster) },
            network: nodes?.host.data.networkName,
        },
    };
}

/** Returns the environment variables of a container that refers to a cluster. */
export function containerVariables(cluster: string): Variable[] {
    return [
        { name: kubeconfigVariable, value: kubeconfigInContainer(cluster) },
        { name: clusterNameVariable, value: cluster },
    ];
}

function kubeconfigInContainer(cluster: string): string {
    return `${kubeconfigFolder}/${cluster}/kubeconfig.yaml`;
}
