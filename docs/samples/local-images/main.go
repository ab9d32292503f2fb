package main

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"pulumi-k3s/sdk/go/k3s"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		cluster, err := k3s.NewCluster(ctx, "dev", &k3s.ClusterArgs{
			Agents: pulumi.IntRef(1),
			Images: pulumi.ToStringArray([]string{"shop:1.4"}),
		})
		if err != nil {
			return err
		}

		_, err = k3s.NewManifest(ctx, "shop", &k3s.ManifestArgs{
			Cluster: cluster,
			Objects: pulumi.MapArray{pulumi.Map{
				"apiVersion": pulumi.String("v1"),
				"kind":       pulumi.String("Pod"),
				"metadata":   pulumi.Map{"name": pulumi.String("shop")},
				"spec": pulumi.Map{"containers": pulumi.Array{
					pulumi.Map{"name": pulumi.String("shop"), "image": pulumi.String("shop:1.4")},
				}},
			}},
		})
		return err
	})
}
