// Stands for Pulumi's own Node.js language host, which comes with the CLI and cannot be had as a Go module in a version
// that knows resource hooks: the last such module (v3.60.0) puts a proxy of its own time between program and engine. This
// one runs the SDK's own launchers, of programs against the engine itself and of policy packs, and does nothing else that
// these runs do not need.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"syscall"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/emptypb"
)

// version is that of the SDK module, set when linking.
var version string

// errorsShown is the launcher's exit code when it has told the user what is wrong.
const errorsShown = 32

type host struct {
	pulumirpc.UnimplementedLanguageRuntimeServer
	engine string

	mu       sync.Mutex
	launched *exec.Cmd
}

func main() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	server := grpc.NewServer(grpc.MaxRecvMsgSize(400 << 20))
	pulumirpc.RegisterLanguageRuntimeServer(server, &host{engine: os.Args[len(os.Args)-1]})
	fmt.Println(listener.Addr().(*net.TCPAddr).Port)
	if err := server.Serve(listener); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func (h *host) GetPluginInfo(context.Context, *emptypb.Empty) (*pulumirpc.PluginInfo, error) {
	return &pulumirpc.PluginInfo{Version: version}, nil
}

// Every resource names its plugin's version when it is registered, so none has to be known before.
func (h *host) GetRequiredPackages(context.Context, *pulumirpc.GetRequiredPackagesRequest) (*pulumirpc.GetRequiredPackagesResponse, error) {
	return &pulumirpc.GetRequiredPackagesResponse{}, nil
}

func (h *host) GetRequiredPlugins(context.Context, *pulumirpc.GetRequiredPluginsRequest) (*pulumirpc.GetRequiredPluginsResponse, error) {
	return &pulumirpc.GetRequiredPluginsResponse{}, nil
}

func (h *host) About(context.Context, *pulumirpc.AboutRequest) (*pulumirpc.AboutResponse, error) {
	return &pulumirpc.AboutResponse{}, nil
}

func (h *host) Run(ctx context.Context, request *pulumirpc.RunRequest) (*pulumirpc.RunResponse, error) {
	launcher, err := resolve(ctx, request.GetInfo().GetProgramDirectory(), "@pulumi/pulumi/cmd/run")
	if err != nil {
		return &pulumirpc.RunResponse{Error: err.Error()}, nil
	}
	settings := request.GetConfig()
	if settings == nil {
		settings = map[string]string{} // a stack without any
	}
	config, err := json.Marshal(settings)
	if err != nil {
		return nil, err
	}
	secretKeys, err := json.Marshal(append([]string{}, request.GetConfigSecretKeys()...))
	if err != nil {
		return nil, err
	}
	command := exec.Command("node", append([]string{launcher}, h.arguments(request)...)...)
	command.Stdout, command.Stderr = os.Stdout, os.Stderr
	command.Dir = request.GetInfo().GetProgramDirectory()
	command.Env = append(os.Environ(), "PULUMI_NODEJS_TYPESCRIPT=true",
		"PULUMI_CONFIG="+string(config), "PULUMI_CONFIG_SECRET_KEYS="+string(secretKeys))
	return response(h.run(command)), nil
}

// Cancel is the engine's way to pass on the user's interrupt.
func (h *host) Cancel(context.Context, *emptypb.Empty) (*emptypb.Empty, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.launched != nil {
		_ = h.launched.Process.Signal(syscall.SIGINT)
	}
	return &emptypb.Empty{}, nil
}

func (h *host) run(command *exec.Cmd) error {
	h.mu.Lock()
	err := command.Start()
	if err == nil {
		h.launched = command
	}
	h.mu.Unlock()
	if err != nil {
		return err
	}
	return command.Wait()
}

func (h *host) arguments(request *pulumirpc.RunRequest) []string {
	arguments := []string{
		"--monitor", request.GetMonitorAddress(),
		"--engine", h.engine,
		"--organization", request.GetOrganization(),
		"--project", request.GetProject(),
		"--root-directory", request.GetInfo().GetRootDirectory(),
		"--stack", request.GetStack(),
		"--pwd", request.GetPwd(),
		"--parallel", strconv.Itoa(int(request.GetParallel())),
	}
	if request.GetDryRun() {
		arguments = append(arguments, "--dry-run")
	}
	entry := request.GetInfo().GetEntryPoint()
	if entry == "" {
		entry = "."
	}
	return append(append(arguments, entry), request.GetArgs()...)
}

// resolve finds a module as Node.js does from a program's folder.
func resolve(ctx context.Context, folder, module string) (string, error) {
	command := exec.CommandContext(ctx, "node", "-p", "require.resolve("+strconv.Quote(module)+")")
	command.Dir = folder
	output, err := command.Output()
	if err != nil {
		return "", fmt.Errorf("the program in %s has no @pulumi/pulumi: run npm install there", folder)
	}
	return strings.TrimSpace(string(output)), nil
}

func response(err error) *pulumirpc.RunResponse {
	var exit *exec.ExitError
	switch {
	case err == nil:
		return &pulumirpc.RunResponse{}
	case errors.As(err, &exit) && exit.ExitCode() == errorsShown:
		return &pulumirpc.RunResponse{Bail: true}
	case errors.As(err, &exit):
		return &pulumirpc.RunResponse{Error: fmt.Sprintf("Program exited with non-zero exit code: %d", exit.ExitCode())}
	default:
		return &pulumirpc.RunResponse{Error: fmt.Sprintf("the program could not be run: %v", err)}
	}
}
