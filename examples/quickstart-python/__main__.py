import pulumi
import pulumi_k3s as k3s

# A server and an agent in Docker, given an image that was built on this machine.
cluster = k3s.Cluster("dev", agents=1, images=["pulumi-k3s-quickstart/web:1"])

message = k3s.Manifest("message", cluster=cluster, namespace="shop", path="../quickstart/manifests")

# An output of a component is known when the component is ready, so what uses it comes after.
web = k3s.HelmRelease(
    "web",
    cluster=cluster,
    chart="../quickstart/chart",
    namespace=message.namespace,
    values={"replicas": 2, "greeting": "Hello"},
)

endpoint = k3s.ServiceEndpoint("web-endpoint", cluster=cluster, namespace=web.namespace, service="web", port="http")

pulumi.export("url", endpoint.url)  # the same on every `pulumi up`, and alive after it returns
pulumi.export("kubeconfigPath", cluster.kubeconfig_path)
