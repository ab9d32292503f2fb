import * as pulumi from "@pulumi/pulumi";
import { clusterNameVariable, kubeconfigVariable } from "../../provider/references/variables";
import { afterResource } from "../references/after-resource";
import { kubeconfigFolder } from "../references/merge-variables";
import { type ReferenceParts } from "../references/reference";
import { type ClusterCore } from "./cluster-core";

/** What a cluster gives to those who refer to it, once it is ready. */
export function clusterReference({ name, provider, nodes, ...core }: ClusterCore): ReferenceParts {
    const path = `${kubeconfigFolder}/${name}/kubeconfig.yaml`;
    const own = { name: clusterNameVariable, value: name };
    return {
        what: `the cluster "${name}"`,
        onHost: [{ name: kubeconfigVariable, value: afterResource(core.kubeconfigPath, provider) }, own],
        inContainer: {
            variables: [{ name: kubeconfigVariable, value: path }, own],
            file: { path, content: pulumi.secret(afterResource(core.containerKubeconfig, provider)) },
            network: nodes?.host.data.networkName,
        },
    };
}
