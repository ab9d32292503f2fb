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

		podinfo, err := k3s.NewHelmRelease(ctx, "podinfo", &k3s.HelmReleaseArgs{
			Cluster:   cluster,
			Repo:      pulumi.String("https://stefanprodan.github.io/podinfo"),
			Chart:     pulumi.String("podinfo"),
			Version:   pulumi.String("6.7.1"),
			Namespace: pulumi.String("podinfo"),
			Values:    pulumi.Map{"replicaCount": pulumi.Int(2)},
		})
		if err != nil {
			return err
		}

		ctx.Export("revision", podinfo.Status.Revision())
		return nil
	})
}
