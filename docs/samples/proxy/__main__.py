import pulumi_k3s as k3s

cluster = k3s.Cluster("dev", proxy="environment")
