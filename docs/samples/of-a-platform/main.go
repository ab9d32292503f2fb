package main

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"pulumi-k3s/sdk/go/k3s"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		platform, err := pulumi.NewStackReference(ctx, "acme/platform/dev", nil)
		if err != nil {
			return err
		}

		cluster, err := k3s.NewCluster(ctx, "dev", &k3s.ClusterArgs{
			Handle: platform.GetStringOutput(pulumi.String("cluster")),
		})
		if err != nil {
			return err
		}

		web, err := k3s.NewManifest(ctx, "web", &k3s.ManifestArgs{
			Cluster:   cluster,
			Namespace: pulumi.String("shop"),
			Path:      pulumi.String("./k8s/overlays/dev"),
		})
		if err != nil {
			return err
		}

		endpoint, err := k3s.NewServiceEndpoint(ctx, "web", &k3s.ServiceEndpointArgs{
			Cluster:   cluster,
			Namespace: web.Namespace,
			Service:   pulumi.String("web"),
			Port:      pulumi.String("http"),
		})
		if err != nil {
			return err
		}

		ctx.Export("url", endpoint.Url)
		return nil
	})
}
