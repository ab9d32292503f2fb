import pulumi
import pulumi_k3s as k3s

cluster = k3s.Cluster("dev")
podinfo = k3s.Manifest("podinfo", cluster=cluster, path="./k8s/podinfo")

# The namespace is known when the workloads of the Manifest are available.
web = k3s.ServiceEndpoint("web", cluster=cluster, namespace=podinfo.namespace, service="podinfo", port="http")

pulumi.export("url", web.url)  # such as http://127.0.0.1:21853
