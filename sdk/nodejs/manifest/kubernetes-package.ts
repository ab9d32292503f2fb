import { version } from "@pulumi/kubernetes/package.json";

/** The version of the program's Kubernetes package, and therefore of the plugin that manages its resources. */
export const kubernetesPackageVersion = version;
