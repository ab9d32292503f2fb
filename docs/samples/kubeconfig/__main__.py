import pulumi_k3s as k3s

k3s.Cluster("dev", kubeconfig={"merge": True, "switch_context": True})
