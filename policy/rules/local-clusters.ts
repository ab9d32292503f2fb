import { Failure } from "../../provider/failure";
import { type Rule } from "../policy-rule";

/** Target is the first part of every cluster, and the others depend on it: where it is refused, nothing is made. */
export const localClusters: Rule = {
    name: "no-local-clusters",
    description: "Clusters are ones that exist, and are not made in Docker.",
    // From a TypeScript program, and from one in another language.
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
