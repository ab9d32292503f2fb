package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
	api "k8s.io/client-go/tools/clientcmd/api"
)

// supervisor runs the components as child processes. The first one that ends
// ends k3s, so a broken node is seen rather than retried.
type supervisor struct {
	*options
	failed   chan error // why k3s has to end
	imported chan error // the outcome of the image import
	mu       sync.Mutex
	children []*exec.Cmd
}

func run(o *options) error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	s := &supervisor{options: o, failed: make(chan error, 1), imported: make(chan error, 1)}
	if err := os.MkdirAll(s.agentDir(), 0o755); err != nil {
		return err
	}
	go func() {
		start := s.startServer
		if o.mode == "agent" {
			start = s.startAgent
		}
		err := o.readTokenFiles(ctx)
		if err == nil {
			err = start(ctx)
		}
		if err != nil {
			s.fail(err)
		}
	}()
	var err error
	select {
	case <-ctx.Done():
	case err = <-s.failed:
	}
	s.terminate(3 * time.Second)
	return err
}

func (s *supervisor) fail(err error) {
	select {
	case s.failed <- err:
	default:
	}
}

// component starts one of the programs linked into this binary.
func (s *supervisor) component(name string, flags ...string) error {
	flags = append(flags, fmt.Sprintf("--v=%d", s.verbosity))
	for _, arg := range *s.extra[name] {
		flags = append(flags, "--"+strings.TrimPrefix(arg, "--"))
	}
	cmd := exec.Command(self, flags...)
	cmd.Args[0] = name
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	return s.spawn(cmd)
}

func (s *supervisor) spawn(cmd *exec.Cmd) error {
	logf("info", "Running %s", cmd.Args[0])
	if err := cmd.Start(); err != nil {
		return err
	}
	s.mu.Lock()
	s.children = append(s.children, cmd)
	s.mu.Unlock()
	go func() {
		err := cmd.Wait()
		s.fail(fmt.Errorf("%s exited: %v", cmd.Args[0], err))
	}()
	return nil
}

// terminate asks the children to stop; what is left after the grace period goes
// with the container.
func (s *supervisor) terminate(grace time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, child := range s.children {
		child.Process.Signal(syscall.SIGTERM)
	}
	for deadline := time.Now().Add(grace); time.Now().Before(deadline); time.Sleep(100 * time.Millisecond) {
		running := false
		for _, child := range s.children {
			running = running || child.Process.Signal(syscall.Signal(0)) == nil
		}
		if !running {
			return
		}
	}
}

// writeKubeconfig writes a self-contained kubeconfig, named as k3s names it.
func writeKubeconfig(path string, cluster api.Cluster, user api.AuthInfo) error {
	config := api.NewConfig()
	config.Clusters["default"] = &cluster
	config.AuthInfos["default"] = &user
	config.Contexts["default"] = &api.Context{Cluster: "default", AuthInfo: "default"}
	config.CurrentContext = "default"
	return clientcmd.WriteToFile(*config, path)
}

func clientFor(kubeconfig string) (*kubernetes.Clientset, error) {
	config, err := clientcmd.BuildConfigFromFlags("", kubeconfig)
	if err != nil {
		return nil, err
	}
	return kubernetes.NewForConfig(rest.AddUserAgent(config, "k3s"))
}

// retry calls f until it succeeds, saying why it did not when that changes.
func retry(ctx context.Context, what string, every time.Duration, f func() error) error {
	last := ""
	for {
		err := f()
		if err == nil {
			return nil
		}
		if err.Error() != last {
			last = err.Error()
			logf("info", "Waiting for %s: %s", what, last)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(every):
		}
	}
}

func writeFile(path, content string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, []byte(content), 0o600)
}

func logf(level, format string, args ...any) {
	fmt.Fprintf(os.Stderr, "time=%q level=%s msg=%q\n", time.Now().UTC().Format(time.RFC3339), level, fmt.Sprintf(format, args...))
}
