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

		shop, err := k3s.NewManifest(ctx, "shop", &k3s.ManifestArgs{
			Cluster:   cluster,
			Namespace: pulumi.String("shop"),
			Path:      pulumi.String("./k8s/overlays/dev"),
		})
		if err != nil {
			return err
		}

		podinfo, err := k3s.NewHelmRelease(ctx, "podinfo", &k3s.HelmReleaseArgs{
			Cluster:   cluster,
			Repo:      pulumi.String("https://stefanprodan.github.io/podinfo"),
			Chart:     pulumi.String("podinfo"),
			Version:   pulumi.String("6.7.1"),
			Namespace: shop.Namespace,
		})
		if err != nil {
			return err
		}

		web, err := k3s.NewServiceEndpoint(ctx, "web", &k3s.ServiceEndpointArgs{
			Cluster:   cluster,
			Namespace: podinfo.Namespace,
			Service:   pulumi.String("podinfo"),
			Port:      pulumi.String("http"),
		})
		if err != nil {
			return err
		}

		ctx.Export("url", web.Url)
		return nil
	})
}
