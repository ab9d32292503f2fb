import { type ResourceValidationPolicy } from "@pulumi/policy";
import { policyOf } from "./policy";
import { localClusters } from "./rules/local-clusters";
import { looseKubeconfigs } from "./rules/loose-kubeconfigs";
import { openPorts } from "./rules/open-ports";
import { privilegedContainers } from "./rules/privileged-containers";

/**
 * The policies of this package. A policy pack of your own can use them too.
 *
 * @example
 * new PolicyPack("acme", { policies: [...policies, noPublicBuckets] });
 */
export const policies: ResourceValidationPolicy[] = [
    localClusters,
    privilegedContainers,
    looseKubeconfigs,
    openPorts,
].map(policyOf);
