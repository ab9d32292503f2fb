package main

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"pulumi-k3s/sdk/go/k3s"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		_, err := k3s.NewCluster(ctx, "dev", &k3s.ClusterArgs{Proxy: pulumi.String("environment")})
		return err
	})
}
