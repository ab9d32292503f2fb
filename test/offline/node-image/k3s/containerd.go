package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

const (
	containerdSocket = "/run/k3s/containerd/containerd.sock"
	packagedImages   = "/usr/share/k3s/images"
)

func (s *supervisor) agentDir(elem ...string) string {
	return filepath.Join(append([]string{s.dataDir, "agent"}, elem...)...)
}

func (s *supervisor) startContainerd(ctx context.Context) error {
	config := s.agentDir("etc/containerd/config.toml")
	if err := writeFile(config, fmt.Sprintf(`version = 2
root = %q
state = "/run/k3s/containerd"
[grpc]
  address = %q
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "local/pause:1"
  restrict_oom_score_adj = true
[plugins."io.containerd.grpc.v1.cri".cni]
  bin_dir = "/usr/lib/cni"
  conf_dir = %q
[plugins."io.containerd.grpc.v1.cri".containerd]
  snapshotter = "overlayfs"
[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
  runtime_type = "io.containerd.runc.v2"
[plugins."io.containerd.grpc.v1.cri".registry]
  config_path = %q
`, s.agentDir("containerd"), containerdSocket, s.agentDir("etc/cni/net.d"), s.agentDir("etc/containerd/certs.d"))); err != nil {
		return err
	}
	// A CNI configuration from an earlier run would let pods start before the routes are set.
	os.RemoveAll(s.agentDir("etc/cni/net.d"))
	if err := os.MkdirAll(s.agentDir("containerd"), 0o711); err != nil {
		return err
	}
	log, err := os.Create(s.agentDir("containerd/containerd.log"))
	if err != nil {
		return err
	}
	defer log.Close()
	cmd := exec.Command("containerd", "-c", config)
	cmd.Stdout, cmd.Stderr = log, log
	if err := s.spawn(cmd); err != nil {
		return err
	}
	go func() { s.imported <- s.importImages(ctx) }()
	return nil
}

// importImages loads the image archives that the image and the user bring.
func (s *supervisor) importImages(ctx context.Context) error {
	if err := retry(ctx, "containerd", 100*time.Millisecond, func() error {
		conn, err := net.Dial("unix", containerdSocket)
		if err == nil {
			conn.Close()
		}
		return err
	}); err != nil {
		return err
	}
	for _, dir := range []string{packagedImages, s.agentDir("images")} {
		archives, _ := filepath.Glob(dir + "/*.tar*")
		for _, archive := range archives {
			out, err := exec.CommandContext(ctx, "ctr", "-a", containerdSocket, "-n", "k8s.io", "images", "import", archive).CombinedOutput()
			if err != nil {
				return fmt.Errorf("import %s: %s", archive, out)
			}
			logf("info", "Imported images from %s", archive)
		}
	}
	return nil
}
