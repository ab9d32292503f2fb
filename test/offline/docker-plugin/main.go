// The plugin of Docker as the official one behaves, for the resources that the package and its tests use.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfbridge"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/provider"
	rpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// version is set by the build: that of the npm package.
var version string

func main() {
	err := provider.Main(name, func(host *provider.HostClient) (rpc.ResourceProviderServer, error) {
		mapping := docker()
		schema, err := json.Marshal(schemaOf(mapping))
		if err != nil {
			return nil, err
		}
		bridged := tfbridge.NewProvider(context.Background(), host, name, version, mapping.P, mapping, schema)
		return plugin{bridged: bridged}, nil
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
