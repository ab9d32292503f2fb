package main

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"pulumi-k3s/sdk/go/k3s"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		_, err := k3s.NewCluster(ctx, "dev", &k3s.ClusterArgs{
			Dns: k3s.DnsArgs{Domains: map[string]pulumi.StringArrayInput{
				"corp.example": pulumi.ToStringArray([]string{"10.8.0.2"}),
			}},
		})
		return err
	})
}
