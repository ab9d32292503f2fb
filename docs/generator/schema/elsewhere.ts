/**
 * What is worded differently for other languages, where there are neither functions as arguments, nor resources of other
 * packages among arguments and outputs, nor `Cluster.get`: the words of a comment, and those that take their place.
 */
export const rewordings: [string, string][] = [
    ["`kubeconfig.merge`, `transform`, ", "`kubeconfig.merge`, "],
    ["`name`, `transform` and the list", "`name` and the list"],
    ["Each accepts an Output, except `cluster` and `transform`.", "Each accepts an Output, except `cluster`."],
    ["`waitForJobs`, `waitForLoadBalancers` and\n`transform`", "`waitForJobs` and `waitForLoadBalancers`"],
    ["`cluster`, `via` and `transform`", "`cluster` and `via`"],
    ["except `name` and `relay`", "except `name`"],
    [
        "The cluster's provider does not wait for\nthe program's pools: a resource that needs the nodes uses `nodeNames`, or has the pool in its `dependsOn`.",
        "A resource that depends only on the cluster does not wait for\nthe program's pools: a resource that needs the nodes uses `nodeNames`, or depends on the pool.",
    ],
    ["Needs a `kubeconfig` or a `provider`.", "Needs a `kubeconfig`."],
    ["with {@link Cluster.get}.", "as the argument `handle` of a `Cluster` there."],
    [
        "The cluster's output `handle`, as the stack that created the cluster exports it. A secret.",
        "The output `handle` of a cluster of another stack, which this one then stands for. This stack owns what it creates there: `pulumi destroy` here deletes that and leaves the cluster. Of the other arguments only `timeoutSeconds` goes with it. A secret.",
    ],
    ["`npx pulumi-k3s endpoints start`", "`pulumi-k3s endpoints start`"],
];

/** What is left to another argument in TypeScript alone. */
export const requiredElsewhere = ["ProductionArgs.kubeconfig"];

/** How Helm reports a release; the type is one of the Kubernetes provider, whose schema would have to be loaded for it. */
export const releaseStatus = {
    type: "object",
    description: "What Helm reports of a release.",
    properties: {
        appVersion: { type: "string", description: "Version of the application." },
        chart: { type: "string", description: "Name of the chart." },
        name: { type: "string", description: "Name of the release." },
        namespace: { type: "string", description: "Namespace of the release." },
        revision: { type: "integer", description: "Number of the revision: 1 when it was installed." },
        status: { type: "string", description: "State of the release, such as `deployed`." },
        version: { type: "string", description: "Version of the chart." },
    },
    required: ["appVersion", "chart", "name", "namespace", "revision", "status", "version"],
};
