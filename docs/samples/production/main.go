package main

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
	"pulumi-k3s/sdk/go/k3s"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		args := &k3s.ClusterArgs{}
		if conf := config.New(ctx, ""); conf.Get("kubeconfig") != "" {
			args.Production = &k3s.ProductionArgs{Kubeconfig: conf.RequireSecret("kubeconfig")}
		}
		cluster, err := k3s.NewCluster(ctx, "shop", args)
		if err != nil {
			return err
		}

		_, err = k3s.NewManifest(ctx, "app", &k3s.ManifestArgs{
			Cluster: cluster,
			Path:    pulumi.String("./k8s/overlays/dev"),
		})
		return err
	})
}
