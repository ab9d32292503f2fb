import pulumi
import pulumi_k3s as k3s

cluster = k3s.Cluster("dev")

builders = k3s.AgentPool("builders", cluster=cluster, count=2, labels={"pool": "builders"})

# dev-builders-0, dev-builders-1, when both are Ready
pulumi.export("nodes", builders.node_names)
