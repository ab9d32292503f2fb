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
		podinfo, err := k3s.NewManifest(ctx, "podinfo", &k3s.ManifestArgs{
			Cluster: cluster,
			Path:    pulumi.String("./k8s/podinfo"),
		})
		if err != nil {
			return err
		}

		// The namespace is known when the workloads of the Manifest are available.
		web, err := k3s.NewServiceEndpoint(ctx, "web", &k3s.ServiceEndpointArgs{
			Cluster:   cluster,
			Namespace: podinfo.Namespace,
			Service:   pulumi.String("podinfo"),
			Port:      pulumi.String("http"),
		})
		if err != nil {
			return err
		}

		ctx.Export("url", web.Url) // such as http://127.0.0.1:21853
		return nil
	})
}
