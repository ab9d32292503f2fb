import pulumi
import pulumi_k3s as k3s

dev = k3s.Cluster("dev", agents=1, registry=True)

pulumi.export("cluster", dev.handle)
pulumi.export("registry", dev.registry)
