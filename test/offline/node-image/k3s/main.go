// A stand-in for the k3s binary, built from upstream Kubernetes and kine, for
// integration tests where the rancher/k3s image cannot be pulled.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"syscall"

	"k8s.io/component-base/version"
)

const defaultKubeconfig = "/etc/rancher/k3s/k3s.yaml"

// self is this binary, to be run again under a component's name.
var self = func() string {
	path, err := os.Executable()
	must(err)
	return path
}()

func main() {
	name := filepath.Base(os.Args[0])
	if newCommand, ok := components[name]; ok {
		runComponent(newCommand)
	}
	if name == "kubectl" {
		runKubectl()
		return
	}
	if len(os.Args) < 2 {
		usage()
	}
	switch os.Args[1] {
	case "server", "agent":
		if os.Getpid() == 1 {
			os.Exit(reap())
		}
		opts, err := parseFlags(os.Args[1], os.Args[2:])
		must(err)
		must(run(opts))
	case "kubectl":
		os.Args = os.Args[1:]
		runKubectl()
	case "ctr":
		must(syscall.Exec("/bin/ctr", append([]string{"ctr", "-a", containerdSocket, "-n", "k8s.io"}, os.Args[2:]...), os.Environ()))
	case "--version", "-v":
		fmt.Printf("k3s version %s (upstream stand-in)\ngo version %s\n", version.Get().GitVersion, runtime.Version())
	default:
		usage()
	}
}

func usage() {
	fmt.Fprintln(os.Stderr, "usage: k3s server|agent|kubectl|ctr|--version [flags]")
	os.Exit(1)
}

func must(err error) {
	if err != nil {
		logf("fatal", "Error: %v", err)
		os.Exit(1)
	}
}
