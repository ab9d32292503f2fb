package main

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"pulumi-k3s/sdk/go/k3s"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		cluster, err := k3s.NewCluster(ctx, "dev", &k3s.ClusterArgs{
			Agents:     pulumi.IntRef(2),
			DataVolume: true,
		})
		if err != nil {
			return err
		}

		ctx.Export("kubeconfigPath", cluster.KubeconfigPath)
		return nil
	})
}
