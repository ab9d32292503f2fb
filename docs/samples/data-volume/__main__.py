import pulumi_k3s as k3s

cluster = k3s.Cluster("dev", agents=1, data_volume="shop")
