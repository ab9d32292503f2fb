import pulumi
import pulumi_k3s as k3s

cluster = k3s.Cluster("dev")

shop = k3s.Manifest("shop", cluster=cluster, namespace="shop", path="./k8s/overlays/dev")

podinfo = k3s.HelmRelease(
    "podinfo",
    cluster=cluster,
    repo="https://stefanprodan.github.io/podinfo",
    chart="podinfo",
    version="6.7.1",
    namespace=shop.namespace,
)

web = k3s.ServiceEndpoint("web", cluster=cluster, namespace=podinfo.namespace, service="podinfo", port="http")

pulumi.export("url", web.url)
