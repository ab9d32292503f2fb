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
		definitions, err := k3s.NewManifest(ctx, "shop-crds", &k3s.ManifestArgs{
			Cluster: cluster,
			Path:    pulumi.String("./charts/shop/crds"),
		})
		if err != nil {
			return err
		}
		_, err = k3s.NewHelmRelease(ctx, "shop", &k3s.HelmReleaseArgs{
			Cluster:  cluster,
			Chart:    pulumi.String("./charts/shop"),
			SkipCrds: pulumi.Bool(true),
		}, pulumi.DependsOn([]pulumi.Resource{definitions}))
		return err
	})
}
