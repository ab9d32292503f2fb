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

		// Pods reach what listens on 127.0.0.1:3000 here at http://api.default.svc.
		api, err := k3s.NewHostService(ctx, "api", &k3s.HostServiceArgs{
			Cluster:  cluster,
			Port:     pulumi.Int(80),
			HostPort: pulumi.Int(3000),
		})
		if err != nil {
			return err
		}

		ctx.Export("host", api.Host) // api.default.svc
		return nil
	})
}
