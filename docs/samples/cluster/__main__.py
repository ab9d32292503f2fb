import pulumi
import pulumi_k3s as k3s

cluster = k3s.Cluster("dev", agents=2, data_volume=True)

pulumi.export("kubeconfigPath", cluster.kubeconfig_path)
