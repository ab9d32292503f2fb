import pulumi_k3s as k3s

cluster = k3s.Cluster("dev", agents=1, images=["shop:1.4"])

k3s.Manifest(
    "shop",
    cluster=cluster,
    objects=[
        {
            "apiVersion": "v1",
            "kind": "Pod",
            "metadata": {"name": "shop"},
            "spec": {"containers": [{"name": "shop", "image": "shop:1.4"}]},
        }
    ],
)
