package main

import (
	"github.com/docker/docker/client"
	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfbridge"
	shim "github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfshim/sdk-v2"
	"github.com/pulumi/pulumi/sdk/v3/go/common/tokens"
	terraform "github.com/terraform-providers/terraform-provider-docker/internal/provider"
)

const name = "docker"

// docker is the Terraform provider under the names that Pulumi's plugin gives to its resources and their properties.
func docker() tfbridge.ProviderInfo {
	mapping := tfbridge.ProviderInfo{
		P:    shim.NewProvider(terraform.New("dev")()),
		Name: name,
		Config: map[string]*tfbridge.SchemaInfo{
			"host": {Default: &tfbridge.DefaultInfo{
				EnvVars: []string{"DOCKER_HOST"},
				Value:   client.DefaultDockerHost,
			}},
			"registry_auth": {Name: "registryAuth", MaxItemsOne: tfbridge.False()},
		},
		Resources: map[string]*tfbridge.ResourceInfo{
			"docker_container": {
				Tok:                 index("container", "Container"),
				DeleteBeforeReplace: true,
				// Lists whose names are no plurals.
				Fields: map[string]*tfbridge.SchemaInfo{
					"command":           {Name: "command"},
					"networks_advanced": {Name: "networksAdvanced"},
				},
			},
			// An image's name is a reference: none can be made up from the resource's.
			"docker_image": {
				Tok:    index("remoteImage", "RemoteImage"),
				Fields: map[string]*tfbridge.SchemaInfo{"name": {Name: "name"}},
			},
			"docker_network": {Tok: index("network", "Network")},
			"docker_volume":  {Tok: index("volume", "Volume")},
		},
	}
	mapping.SetAutonaming(255, "-")
	return mapping
}

func index(module, resource string) tokens.Type {
	return tokens.Type(name + ":index/" + module + ":" + resource)
}
