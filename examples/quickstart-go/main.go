package main

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"pulumi-k3s/sdk/go/k3s"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		// A server and an agent in Docker, given an image that was built on this machine.
		cluster, err := k3s.NewCluster(ctx, "dev", &k3s.ClusterArgs{
			Agents: pulumi.IntRef(1),
			Images: pulumi.ToStringArray([]string{"pulumi-k3s-quickstart/web:1"}),
		})
		if err != nil {
			return err
		}

		message, err := k3s.NewManifest(ctx, "message", &k3s.ManifestArgs{
			Cluster:   cluster,
			Namespace: pulumi.String("shop"),
			Path:      "../quickstart/manifests",
		})
		if err != nil {
			return err
		}

		// An output of a component is known when the component is ready, so what uses it comes after.
		web, err := k3s.NewHelmRelease(ctx, "web", &k3s.HelmReleaseArgs{
			Cluster:   cluster,
			Chart:     pulumi.String("../quickstart/chart"),
			Namespace: message.Namespace,
			Values:    pulumi.Map{"replicas": pulumi.Int(2), "greeting": pulumi.String("Hello")},
		})
		if err != nil {
			return err
		}

		endpoint, err := k3s.NewServiceEndpoint(ctx, "web-endpoint", &k3s.ServiceEndpointArgs{
			Cluster:   cluster,
			Namespace: web.Namespace,
			Service:   pulumi.String("web"),
			Port:      pulumi.String("http"),
		})
		if err != nil {
			return err
		}

		ctx.Export("url", endpoint.Url) // the same on every `pulumi up`, and alive after it returns
		ctx.Export("kubeconfigPath", cluster.KubeconfigPath)
		return nil
	})
}
