import { Failure } from "../../provider/failure";
import { type Rule } from "../policy-rule";

/**
 * Checks Target, which every cluster creates first and on which its other resources depend: if this rule refuses
 * Target, Pulumi creates nothing of the cluster.
 */
export const localClusters: Rule = {
    name: "no-local-clusters",
    description: "Clusters are ones that exist, and are not made in Docker.",
    // The type in a TypeScript program, and the type in a program in another language.
    types: ["pulumi-nodejs:dynamic/k3s:Target", "k3s:index:Target"],
    violations: ({ stack, properties: { cluster, target } }) =>
        target === "local"
            ? [
                  new Failure(`The cluster "${String(cluster)}" of the stack ${stack} would run in Docker.`, {
                      why: "a local cluster is for development: it runs on one machine, and its nodes have root's rights there",
                      next: "run pulumi config set k3s:target production, and give the cluster production: { kubeconfig, context }; to develop, use a stack of another name",
                  }),
              ]
            : [],
};
