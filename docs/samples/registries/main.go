package main

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
	"pulumi-k3s/sdk/go/k3s"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		conf := config.New(ctx, "")

		cluster, err := k3s.NewCluster(ctx, "dev", &k3s.ClusterArgs{
			Agents: pulumi.IntRef(1),
			// localhost:<port> on this machine and for pods
			Registry: true,
			Registries: &k3s.RegistriesArgs{
				Mirrors: map[string]k3s.RegistryMirrorArgs{
					"registry.example": {Endpoints: pulumi.ToStringArray([]string{"https://mirror.example:5000"})},
				},
				Configs: map[string]k3s.RegistryConfigArgs{
					"mirror.example:5000": {
						Username: pulumi.String("ci"),
						Password: conf.RequireSecret("mirrorPassword"),
					},
				},
				// images of registry.example come through a cache, which pulls from the mirror
				PullThrough: []string{"registry.example"},
			},
		})
		if err != nil {
			return err
		}

		ctx.Export("registry", cluster.Registry)
		return nil
	})
}
