package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"text/template"
	"time"
)

const (
	containerdSocket = "/run/k3s/containerd/containerd.sock"
	packagedImages   = "/usr/share/k3s/images"
)

func (s *supervisor) agentDir(elem ...string) string {
	return filepath.Join(append([]string{s.dataDir, "agent"}, elem...)...)
}

var containerdTemplate = template.Must(template.New("config.toml").Parse(`version = 2
root = {{ printf "%q" .Root }}
state = "/run/k3s/containerd"
[grpc]
  address = {{ printf "%q" .Socket }}
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "local/pause:1"
  restrict_oom_score_adj = true
[plugins."io.containerd.grpc.v1.cri".cni]
  bin_dir = "/usr/lib/cni"
  conf_dir = {{ printf "%q" .CNI }}
[plugins."io.containerd.grpc.v1.cri".containerd]
  snapshotter = "overlayfs"
[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
  runtime_type = "io.containerd.runc.v2"
[plugins."io.containerd.grpc.v1.cri".registry]
  config_path = {{ printf "%q" .Registry }}
{{- range $host, $config := .Configs }}
{{- with $config.Auth }}
[plugins."io.containerd.grpc.v1.cri".registry.configs.{{ printf "%q" $host }}.auth]
  username = {{ printf "%q" .Username }}
  password = {{ printf "%q" .Password }}
  auth = {{ printf "%q" .Auth }}
  identitytoken = {{ printf "%q" .IdentityToken }}
{{- end }}
{{- end }}
`))

// startContainerd runs containerd and fills its store, while the caller goes on.
func (s *supervisor) startContainerd(ctx context.Context) {
	go func() {
		err := s.runContainerd(ctx)
		if err == nil {
			err = s.importImages(ctx)
		}
		s.imported <- err
	}()
}

func (s *supervisor) runContainerd(ctx context.Context) error {
	var found registries
	// As in k3s, a file that cannot be read keeps the node waiting rather than ending it.
	if err := persist(ctx, "info", agentWaits, func() (err error) {
		found, err = readRegistries(s.privateRegistry)
		return err
	}); err != nil {
		return err
	}
	hosts := s.agentDir("etc/containerd/certs.d")
	if err := writeRegistryHosts(hosts, found.hosts(s.noDefaultEndpoint)); err != nil {
		return err
	}
	var content strings.Builder
	if err := containerdTemplate.Execute(&content, map[string]any{
		"Root": s.agentDir("containerd"), "Socket": containerdSocket, "CNI": s.agentDir("etc/cni/net.d"),
		"Registry": hosts, "Configs": found.Configs,
	}); err != nil {
		return err
	}
	config := s.agentDir("etc/containerd/config.toml")
	if err := writeFile(config, content.String()); err != nil {
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
	return s.spawn(cmd)
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
