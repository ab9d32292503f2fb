import pulumi
import pulumi_k3s as k3s

cluster = k3s.Cluster("dev", agents=1)

podinfo = k3s.HelmRelease(
    "podinfo",
    cluster=cluster,
    repo="https://stefanprodan.github.io/podinfo",
    chart="podinfo",
    version="6.7.1",
)

web = k3s.ServiceEndpoint("web", cluster=cluster, namespace=podinfo.namespace, service="podinfo", port="http")

pulumi.export("url", web.url)
