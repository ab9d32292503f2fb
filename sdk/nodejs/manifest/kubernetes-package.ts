import { version } from "@pulumi/kubernetes/package.json";

/** The version of the Kubernetes package that the program has, and so of the plugin that serves its resources. */
export const kubernetesPackageVersion = version;
