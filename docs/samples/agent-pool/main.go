package main

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"pulumi-k3s/sdk/go/k3s"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		cluster, err := k3s.NewCluster(ctx, "dev", nil)
		if err != nil {
			return err
		}

		builders, err := k3s.NewAgentPool(ctx, "builders", &k3s.AgentPoolArgs{
			Cluster: cluster,
			Count:   pulumi.IntRef(2),
			Labels:  pulumi.StringMap{"pool": pulumi.String("builders")},
		})
		if err != nil {
			return err
		}

		// dev-builders-0, dev-builders-1, when both are Ready
		ctx.Export("nodes", builders.NodeNames)
		return nil
	})
}
