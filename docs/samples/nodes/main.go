package main

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"pulumi-k3s/sdk/go/k3s"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		cluster, err := k3s.NewCluster(ctx, "dev", &k3s.ClusterArgs{
			Agents: pulumi.IntRef(2),
			Server: &k3s.NodeArgs{
				Taints: pulumi.ToStringArray([]string{"node-role.kubernetes.io/control-plane=true:NoSchedule"}),
				Memory: pulumi.String("2Gi"),
			},
			Agent: &k3s.NodeArgs{
				Labels: pulumi.StringMap{"disk": pulumi.String("fast")},
				Cpus:   pulumi.Float64(1.5),
			},
		})
		if err != nil {
			return err
		}

		builders, err := k3s.NewAgentPool(ctx, "builders", &k3s.AgentPoolArgs{
			Cluster: cluster,
			Labels:  pulumi.StringMap{"pool": pulumi.String("builders")},
		})
		if err != nil {
			return err
		}

		ctx.Export("nodes", builders.NodeNames)
		return nil
	})
}
