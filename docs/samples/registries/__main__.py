import pulumi
import pulumi_k3s as k3s

config = pulumi.Config()

cluster = k3s.Cluster(
    "dev",
    agents=1,
    # localhost:<port> on this machine and for pods
    registry=True,
    registries={
        "mirrors": {"registry.example": {"endpoints": ["https://mirror.example:5000"]}},
        "configs": {"mirror.example:5000": {"username": "ci", "password": config.require_secret("mirrorPassword")}},
        # images of registry.example come through a cache, which pulls from the mirror
        "pull_through": ["registry.example"],
    },
)

pulumi.export("registry", cluster.registry)
