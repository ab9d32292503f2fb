import pulumi
import pulumi_k3s as k3s

cluster = k3s.Cluster("dev")

podinfo = k3s.HelmRelease(
    "podinfo",
    cluster=cluster,
    repo="https://stefanprodan.github.io/podinfo",
    chart="podinfo",
    version="6.7.1",
    namespace="podinfo",
    values={"replicaCount": 2},
)

pulumi.export("revision", podinfo.status.revision)
