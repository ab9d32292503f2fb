import * as pulumi from "@pulumi/pulumi";
import { kubeconfigFolder } from "../references/merge-variables";
import { onceThere, type ReferenceParts } from "../references/reference";
import { type ClusterParts } from "./cluster-parts";
import { kubeconfigVariable } from "../../provider/references/variables";

/** What a cluster gives to those who refer to it, once it is ready. */
export function clusterReference(name: string, parts: ClusterParts, provider: pulumi.CustomResource): ReferenceParts {
    const path = `${kubeconfigFolder}/${name}/kubeconfig.yaml`;
    const whenReady = (value: pulumi.Output<string>) => onceThere(value, provider);
    return {
        what: `the cluster "${name}"`,
        onHost: [{ name: kubeconfigVariable, value: whenReady(parts.kubeconfigPath) }],
        inContainer: {
            variables: [{ name: kubeconfigVariable, value: path }],
            file: { path, content: pulumi.secret(whenReady(parts.containerKubeconfig)) },
            network: parts.networkName,
        },
    };
}
