// An operator for Redis: makes a StatefulSet, a Service and a Secret of each Redis object, and keeps them so.
package main

import (
	"context"
	"flag"
	"log/slog"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/rest"
)

func main() {
	image := flag.String("redis-image", "", "image that the Redis servers run")
	flag.Parse()
	stopped, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()
	if err := run(stopped, *image); err != nil {
		slog.Error("the operator ends", "error", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, image string) error {
	config, err := rest.InClusterConfig()
	if err != nil {
		return err
	}
	client, err := dynamic.NewForConfig(config)
	if err != nil {
		return err
	}
	controller, err := newController(client, &reconciler{client: client, image: image})
	if err != nil {
		return err
	}
	go serveReadiness(controller)
	return controller.run(ctx)
}

func serveReadiness(controller *controller) {
	http.HandleFunc("GET /readyz", func(response http.ResponseWriter, _ *http.Request) {
		if !controller.synced() {
			http.Error(response, "the caches are not synced yet", http.StatusServiceUnavailable)
		}
	})
	server := &http.Server{Addr: ":8080", ReadHeaderTimeout: 5 * time.Second}
	slog.Error("readiness is not served", "error", server.ListenAndServe())
}
