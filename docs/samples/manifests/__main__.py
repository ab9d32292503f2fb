import pulumi_k3s as k3s

cluster = k3s.Cluster("dev")

settings = k3s.Manifest(
    "settings",
    cluster=cluster,
    objects=[
        {
            "apiVersion": "v1",
            "kind": "ConfigMap",
            "metadata": {"name": "settings"},
            "data": {"color": "blue"},
        }
    ],
)

app = k3s.Manifest("app", cluster=cluster, namespace=settings.namespace, path="./k8s/overlays/dev")
