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

		settings, err := k3s.NewManifest(ctx, "settings", &k3s.ManifestArgs{
			Cluster: cluster,
			Objects: pulumi.MapArray{pulumi.Map{
				"apiVersion": pulumi.String("v1"),
				"kind":       pulumi.String("ConfigMap"),
				"metadata":   pulumi.Map{"name": pulumi.String("settings")},
				"data":       pulumi.Map{"color": pulumi.String("blue")},
			}},
		})
		if err != nil {
			return err
		}

		_, err = k3s.NewManifest(ctx, "app", &k3s.ManifestArgs{
			Cluster:   cluster,
			Namespace: settings.Namespace,
			Path:      pulumi.String("./k8s/overlays/dev"),
		})
		return err
	})
}
