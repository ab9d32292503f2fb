import * as pulumi from "@pulumi/pulumi";
import { clusterNameVariable, kubeconfigVariable } from "../../../shared/reference-variables";
import { afterResource } from "../references/after-resource";
import { kubeconfigVolumes } from "../references/kubeconfig-volume";
import { kubeconfigFolder } from "../references/merge-variables";
import { type ReferenceParts } from "../references/reference";
import { type ClusterCore } from "./cluster-core";

/** What a cluster gives to those who refer to it, once it is ready. */
export function clusterReference(core: ClusterCore, cluster: pulumi.Resource): ReferenceParts {
    const { name, provider, nodes } = core;
    const path = `${kubeconfigFolder}/${name}/kubeconfig.yaml`;
    const content = pulumi.secret(afterResource(core.containerKubeconfig, provider));
    const own = { name: clusterNameVariable, value: name };
    return {
        what: `the cluster "${name}"`,
        onHost: [{ name: kubeconfigVariable, value: afterResource(core.kubeconfigPath, provider) }, own],
        inContainer: {
            variables: [{ name: kubeconfigVariable, value: path }, own],
            file: { path, content, volumeOf: kubeconfigVolumes(core, { path, content }, cluster) },
            network: nodes?.host.data.networkName,
        },
    };
}
