import pulumi
import pulumi_k3s as k3s

cluster = k3s.Cluster("dev")
definitions = k3s.Manifest("shop-crds", cluster=cluster, path="./charts/shop/crds")
k3s.HelmRelease(
    "shop",
    cluster=cluster,
    chart="./charts/shop",
    skip_crds=True,
    opts=pulumi.ResourceOptions(depends_on=[definitions]),
)
