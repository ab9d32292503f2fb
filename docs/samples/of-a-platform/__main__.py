import pulumi
import pulumi_k3s as k3s

platform = pulumi.StackReference("acme/platform/dev")

cluster = k3s.Cluster("dev", handle=platform.require_output("cluster"))

web = k3s.Manifest("web", cluster=cluster, namespace="shop", path="./k8s/overlays/dev")

endpoint = k3s.ServiceEndpoint("web", cluster=cluster, namespace=web.namespace, service="web", port="http")

pulumi.export("url", endpoint.url)
