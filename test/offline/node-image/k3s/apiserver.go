package main

import (
	"context"
	"net/http"

	"github.com/spf13/cobra"
	utilerrors "k8s.io/apimachinery/pkg/util/errors"
	genericapiserver "k8s.io/apiserver/pkg/server"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	basecompatibility "k8s.io/component-base/compatibility"
	logsapi "k8s.io/component-base/logs/api/v1"
	apiserver "k8s.io/kubernetes/cmd/kube-apiserver/app"
	apiserveroptions "k8s.io/kubernetes/cmd/kube-apiserver/app/options"
)

// newAPIServerCommand is upstream's API server that also answers k3s's join API
// on its port, as the one port of a k3s server does.
func newAPIServerCommand() *cobra.Command {
	var serverDir string
	s := apiserveroptions.NewServerRunOptions()
	cmd := &cobra.Command{
		Use:          "kube-apiserver",
		SilenceUsage: true,
		RunE: func(*cobra.Command, []string) error {
			versions := s.GenericServerRunOptions.ComponentGlobalsRegistry
			if err := versions.Set(); err != nil {
				return err
			}
			rest.SetDefaultWarningHandler(rest.NoWarnings{})
			if err := logsapi.ValidateAndApply(s.Logs, versions.FeatureGateFor(basecompatibility.DefaultKubeComponent)); err != nil {
				return err
			}
			ctx := genericapiserver.SetupSignalContext()
			completed, err := s.Complete(ctx)
			if err != nil {
				return err
			}
			if errs := completed.Validate(); len(errs) != 0 {
				return utilerrors.NewAggregate(errs)
			}
			return runAPIServer(ctx, completed, serverDir)
		},
	}
	cmd.Flags().StringVar(&serverDir, "server-dir", "", "k3s server's data, for the join API")
	for _, set := range s.Flags().FlagSets {
		cmd.Flags().AddFlagSet(set)
	}
	return cmd
}

func runAPIServer(ctx context.Context, opts apiserveroptions.CompletedOptions, serverDir string) error {
	config, err := apiserver.NewConfig(opts)
	if err != nil {
		return err
	}
	client, err := kubernetes.NewForConfig(config.KubeAPIs.ControlPlane.Generic.LoopbackClientConfig)
	if err != nil {
		return err
	}
	api, err := newJoinAPI(serverDir, client)
	if err != nil {
		return err
	}
	// The aggregator stands first in the chain of servers.
	front := &config.Aggregator.GenericConfig.Config
	build := front.BuildHandlerChainFunc
	front.BuildHandlerChainFunc = func(handler http.Handler, c *genericapiserver.Config) http.Handler {
		return api.before(build(handler, c))
	}
	completed, err := config.Complete()
	if err != nil {
		return err
	}
	server, err := apiserver.CreateServerChain(completed)
	if err != nil {
		return err
	}
	prepared, err := server.PrepareRun()
	if err != nil {
		return err
	}
	return prepared.Run(ctx)
}
