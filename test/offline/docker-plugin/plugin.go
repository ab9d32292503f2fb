package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/docker/docker/client"
	rpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	terraform "github.com/terraform-providers/terraform-provider-docker/internal/provider"
	"google.golang.org/protobuf/types/known/emptypb"
)

// plugin is the bridged provider behind a check of the daemon. What is not delegated here the official plugin does not
// serve either; and a Cancel does nothing there.
type plugin struct {
	rpc.UnimplementedResourceProviderServer
	bridged rpc.ResourceProviderServer
}

// Configure asks the daemon for an answer, without a deadline and whatever `disableDockerDaemonCheck` says.
func (p plugin) Configure(ctx context.Context, request *rpc.ConfigureRequest) (*rpc.ConfigureResponse, error) {
	if err := ping(configuration(request)); err != nil {
		return nil, fmt.Errorf("docker native provider returned an unexpected error from Configure: %w", err)
	}
	return p.bridged.Configure(ctx, request)
}

func configuration(request *rpc.ConfigureRequest) *terraform.Config {
	variables := request.GetVariables()
	first := func(key, environment string) string {
		return cmp.Or(variables[name+":config:"+key], os.Getenv(environment))
	}
	return &terraform.Config{
		Host:                     cmp.Or(first("host", "DOCKER_HOST"), client.DefaultDockerHost),
		CertPath:                 first("certPath", "DOCKER_CERT_PATH"),
		DisableDockerDaemonCheck: true,
	}
}

func ping(config *terraform.Config) error {
	// A connection by SSH is not tried.
	if strings.HasPrefix(config.Host, "ssh://") {
		return nil
	}
	provider := terraform.ProviderConfig{DefaultConfig: config}
	daemon, err := provider.MakeClient(context.Background(), nil)
	if err != nil {
		return err
	}
	if _, err := daemon.Ping(context.Background()); err != nil {
		return errors.New("failed to connect to any docker daemon")
	}
	return os.Setenv("DOCKER_HOST", daemon.DaemonHost())
}

func (p plugin) Attach(ctx context.Context, request *rpc.PluginAttach) (*emptypb.Empty, error) {
	return p.bridged.Attach(ctx, request)
}

func (p plugin) Cancel(context.Context, *emptypb.Empty) (*emptypb.Empty, error) {
	return &emptypb.Empty{}, nil
}

func (p plugin) GetPluginInfo(ctx context.Context, request *emptypb.Empty) (*rpc.PluginInfo, error) {
	return p.bridged.GetPluginInfo(ctx, request)
}

func (p plugin) GetSchema(ctx context.Context, request *rpc.GetSchemaRequest) (*rpc.GetSchemaResponse, error) {
	return p.bridged.GetSchema(ctx, request)
}

func (p plugin) CheckConfig(ctx context.Context, request *rpc.CheckRequest) (*rpc.CheckResponse, error) {
	return p.bridged.CheckConfig(ctx, request)
}

func (p plugin) DiffConfig(ctx context.Context, request *rpc.DiffRequest) (*rpc.DiffResponse, error) {
	return p.bridged.DiffConfig(ctx, request)
}

func (p plugin) Invoke(ctx context.Context, request *rpc.InvokeRequest) (*rpc.InvokeResponse, error) {
	return p.bridged.Invoke(ctx, request)
}

func (p plugin) Check(ctx context.Context, request *rpc.CheckRequest) (*rpc.CheckResponse, error) {
	return p.bridged.Check(ctx, request)
}

func (p plugin) Diff(ctx context.Context, request *rpc.DiffRequest) (*rpc.DiffResponse, error) {
	return p.bridged.Diff(ctx, request)
}

func (p plugin) Create(ctx context.Context, request *rpc.CreateRequest) (*rpc.CreateResponse, error) {
	return p.bridged.Create(ctx, request)
}

func (p plugin) Read(ctx context.Context, request *rpc.ReadRequest) (*rpc.ReadResponse, error) {
	return p.bridged.Read(ctx, request)
}

func (p plugin) Update(ctx context.Context, request *rpc.UpdateRequest) (*rpc.UpdateResponse, error) {
	return p.bridged.Update(ctx, request)
}

func (p plugin) Delete(ctx context.Context, request *rpc.DeleteRequest) (*emptypb.Empty, error) {
	return p.bridged.Delete(ctx, request)
}
