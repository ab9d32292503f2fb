/** The API paths of the objects that the provider reads. */
export const paths = {
    nodes: "/api/v1/nodes",
    nodeLeases: "/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases",
    systemNamespace: "/api/v1/namespaces/kube-system",
    allPods: "/api/v1/pods",
    services: (namespace: string) => core(namespace, "services"),
    pods: (namespace: string) => core(namespace, "pods"),
    events: (namespace: string) => core(namespace, "events"),
    secrets: (namespace: string) => core(namespace, "secrets"),
    serviceAccounts: (namespace: string) => core(namespace, "serviceaccounts"),
    persistentVolumeClaims: (namespace: string) => core(namespace, "persistentvolumeclaims"),
    deployments: (namespace: string) => apps(namespace, "deployments"),
    statefulSets: (namespace: string) => apps(namespace, "statefulsets"),
    daemonSets: (namespace: string) => apps(namespace, "daemonsets"),
    replicaSets: (namespace: string) => apps(namespace, "replicasets"),
    jobs: (namespace: string) => `/apis/batch/v1/namespaces/${encodeURIComponent(namespace)}/jobs`,
    endpointSlices: (namespace: string) =>
        `/apis/discovery.k8s.io/v1/namespaces/${encodeURIComponent(namespace)}/endpointslices`,
    ingresses: (namespace: string) =>
        `/apis/networking.k8s.io/v1/namespaces/${encodeURIComponent(namespace)}/ingresses`,
    storageClasses: "/apis/storage.k8s.io/v1/storageclasses",
    validatingWebhooks: "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations",
    mutatingWebhooks: "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations",
};

/** The paths for all namespaces at once. */
export const everywhere = {
    secrets: "/api/v1/secrets",
    services: "/api/v1/services",
    events: "/api/v1/events",
    persistentVolumeClaims: "/api/v1/persistentvolumeclaims",
    replicaSets: "/apis/apps/v1/replicasets",
    deployments: "/apis/apps/v1/deployments",
    statefulSets: "/apis/apps/v1/statefulsets",
    daemonSets: "/apis/apps/v1/daemonsets",
    jobs: "/apis/batch/v1/jobs",
    endpointSlices: "/apis/discovery.k8s.io/v1/endpointslices",
};

/** Selects the object of that name. */
export function named(name: string): Record<string, string> {
    return { fieldSelector: `metadata.name=${name}` };
}

function core(namespace: string, resource: string): string {
    return `/api/v1/namespaces/${encodeURIComponent(namespace)}/${resource}`;
}

function apps(namespace: string, resource: string): string {
    return `/apis/apps/v1/namespaces/${encodeURIComponent(namespace)}/${resource}`;
}
