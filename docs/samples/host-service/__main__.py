import pulumi
import pulumi_k3s as k3s

cluster = k3s.Cluster("dev")

# Pods reach what listens on 127.0.0.1:3000 here at http://api.default.svc.
api = k3s.HostService("api", cluster=cluster, port=80, host_port=3000)

pulumi.export("host", api.host)  # api.default.svc
