import pulumi
import pulumi_k3s as k3s

config = pulumi.Config()
kubeconfig = config.get_secret("kubeconfig")

cluster = k3s.Cluster("shop", production={"kubeconfig": kubeconfig} if kubeconfig else None)

k3s.Manifest("app", cluster=cluster, path="./k8s/overlays/dev")
