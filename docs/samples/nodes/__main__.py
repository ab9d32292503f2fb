import pulumi
import pulumi_k3s as k3s

cluster = k3s.Cluster(
    "dev",
    agents=2,
    server={"taints": ["node-role.kubernetes.io/control-plane=true:NoSchedule"], "memory": "2Gi"},
    agent={"labels": {"disk": "fast"}, "cpus": 1.5},
)

builders = k3s.AgentPool("builders", cluster=cluster, labels={"pool": "builders"})

pulumi.export("nodes", builders.node_names)
