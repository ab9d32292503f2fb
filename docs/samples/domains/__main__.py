import pulumi_k3s as k3s

cluster = k3s.Cluster("dev", dns={"domains": {"corp.example": ["10.8.0.2"]}})
