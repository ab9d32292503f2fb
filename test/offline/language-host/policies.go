package main

import (
	"context"
	"encoding/json"
	"os/exec"
	"strconv"

	"github.com/pulumi/pulumi/sdk/v3"
	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// RunPlugin starts a policy pack. There are no other plugins here that are Node.js programs.
func (h *host) RunPlugin(request *pulumirpc.RunPluginRequest, engine pulumirpc.LanguageRuntime_RunPluginServer) error {
	if request.GetKind() != "analyzer" {
		return status.Errorf(codes.Unimplemented, "this stand-in starts policy packs, but no %s plugins", request.GetKind())
	}
	ctx, folder := engine.Context(), request.GetInfo().GetProgramDirectory()
	launcher, err := resolve(ctx, folder, "@pulumi/pulumi/cmd/run-policy-pack")
	if err != nil {
		return err
	}
	output, stdout, stderr, err := rpcutil.MakeRunPluginStreams(engine, false)
	if err != nil {
		return err
	}
	defer output.Close()
	// The engine names the stack once the pack answers, and a pack in Node.js asks for it when it starts: the proxy answers
	// in its place until then.
	proxy, stdout, err := sdk.NewPolicyProxy(ctx, stdout)
	if err != nil {
		return err
	}
	environment, err := stackEnvironment(ctx, proxy)
	if err != nil {
		return err
	}
	command := exec.CommandContext(ctx, "node", append(append([]string{launcher}, request.GetArgs()...), folder)...)
	command.Dir = folder
	command.Env = append(append(request.GetEnv(), "PULUMI_NODEJS_TYPESCRIPT=true"), environment...)
	command.Stdout, command.Stderr = stdout, stderr
	if err := command.Start(); err != nil {
		return err
	}
	return proxy.Attach(ctx, command)
}

// stackEnvironment is what the SDK of a policy pack reads its stack from; nothing where there is none.
func stackEnvironment(ctx context.Context, proxy *sdk.PolicyProxy) ([]string, error) {
	stack, err := proxy.AwaitConfiguration(ctx)
	if stack == nil || err != nil {
		return nil, err
	}
	settings := stack.GetConfig()
	if settings == nil {
		settings = map[string]string{} // a stack without any
	}
	config, err := json.Marshal(settings)
	if err != nil {
		return nil, err
	}
	return []string{
		"PULUMI_NODEJS_ORGANIZATION=" + stack.GetOrganization(),
		"PULUMI_NODEJS_PROJECT=" + stack.GetProject(),
		"PULUMI_NODEJS_STACK=" + stack.GetStack(),
		"PULUMI_NODEJS_DRY_RUN=" + strconv.FormatBool(stack.GetDryRun()),
		"PULUMI_CONFIG=" + string(config),
	}, nil
}
