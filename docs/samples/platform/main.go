package main

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"pulumi-k3s/sdk/go/k3s"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		dev, err := k3s.NewCluster(ctx, "dev", &k3s.ClusterArgs{Agents: pulumi.IntRef(1), Registry: true})
		if err != nil {
			return err
		}

		ctx.Export("cluster", dev.Handle)
		ctx.Export("registry", dev.Registry)
		return nil
	})
}
