/** A page of the reference, and what it is about. */
export interface Page {
    /** Name of the file in `docs/reference`, without its ending. */
    name: string;
    title: string;
    /** Names of exports, in their order on the page. */
    exports: string[];
    /** Pages that say more, by their paths from `docs`. */
    related: [path: string, title: string][];
}

export const pages: Page[] = [
    {
        name: "cluster",
        title: "Cluster",
        exports: [
            "Cluster",
            "ClusterArgs",
            "KubeconfigArgs",
            "ProductionArgs",
            "ClusterTransforms",
            "ClusterGetArgs",
            "ClusterDocker",
            "AnyCluster",
        ],
        related: [
            ["concepts/persistence.md", "What lives how long"],
            ["how-to/local-images.md", "Use local images"],
            ["how-to/kubeconfig.md", "Use the kubeconfig"],
            ["how-to/production.md", "Deploy to production"],
            ["how-to/several-stacks.md", "Share a cluster between stacks"],
            ["reference/errors.md#cluster", "Errors"],
        ],
    },
    {
        name: "node",
        title: "Settings of nodes",
        exports: ["NodeArgs", "NodeVolume", "NodePort", "HostAlias"],
        related: [["how-to/nodes.md", "Configure nodes"]],
    },
    {
        name: "registries",
        title: "Registries of a cluster",
        exports: ["RegistryArgs", "RegistriesArgs", "RegistryMirror", "RegistryConfig"],
        related: [
            ["how-to/registries.md", "Use registries"],
            ["reference/errors.md#registries", "Errors"],
        ],
    },
    {
        name: "agent-pool",
        title: "AgentPool",
        exports: ["AgentPool", "AgentPoolArgs"],
        related: [
            ["how-to/nodes.md", "Configure nodes"],
            ["reference/node.md", "Settings of nodes"],
            ["reference/errors.md#agentpool", "Errors"],
        ],
    },
    {
        name: "helm-release",
        title: "HelmRelease",
        exports: ["HelmRelease", "HelmReleaseArgs"],
        related: [
            ["how-to/helm-charts.md", "Install Helm charts"],
            ["concepts/readiness.md", "Readiness and failures"],
            ["reference/errors.md#helmrelease", "Errors"],
        ],
    },
    {
        name: "manifest",
        title: "Manifest",
        exports: ["Manifest", "ManifestArgs", "KubernetesObjectArgs", "KubernetesMetadataArgs", "KubernetesObject"],
        related: [
            ["how-to/manifests.md", "Apply manifests"],
            ["concepts/readiness.md", "Readiness and failures"],
            ["reference/errors.md#manifest", "Errors"],
        ],
    },
    {
        name: "service-endpoint",
        title: "ServiceEndpoint",
        exports: ["ServiceEndpoint", "ServiceEndpointArgs"],
        related: [
            ["how-to/endpoints.md", "Publish a Service"],
            ["how-to/production.md#endpoints", "Endpoints in production"],
            ["reference/errors.md#serviceendpoint", "Errors"],
        ],
    },
    {
        name: "host-service",
        title: "HostService",
        exports: ["HostService", "HostServiceArgs"],
        related: [
            ["how-to/this-machine.md", "Use this machine from the cluster"],
            ["how-to/endpoints.md", "Publish a Service"],
            ["reference/errors.md#hostservice", "Errors"],
        ],
    },
    {
        name: "references",
        title: "References",
        exports: ["withReferences", "environment", "Reference"],
        related: [
            ["how-to/references.md", "Connect containers and processes"],
            ["reference/errors.md#references", "Errors"],
        ],
    },
];

/** The page of exports that no other page has. */
export const others: Omit<Page, "exports"> = {
    name: "types",
    title: "Other types",
    related: [
        ["concepts/beyond-the-arguments.md", "Beyond the arguments"],
        ["reference/errors.md", "Errors"],
    ],
};
