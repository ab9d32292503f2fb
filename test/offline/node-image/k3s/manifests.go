package main

import (
	"context"
	_ "embed"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"text/template"
	"time"
)

//go:embed coredns.yaml.tmpl
var coreDNS string

// packagedManifests writes what k3s brings along; of that only CoreDNS is here,
// and a name that nothing here has is ignored, as k3s ignores it.
func (s *supervisor) packagedManifests(dir string) error {
	path := filepath.Join(dir, "coredns.yaml")
	if slices.Contains(s.disable.parts(), "coredns") {
		os.Remove(path)
		return nil
	}
	var out strings.Builder
	if err := template.Must(template.New("coredns").Parse(coreDNS)).Execute(&out, clusterInfo{ClusterDNS: s.clusterDNS, ClusterDomain: s.clusterDomain}); err != nil {
		return err
	}
	return writeFile(path, out.String())
}

// applyManifests applies each manifest when it is new or has changed.
func (s *supervisor) applyManifests(ctx context.Context, dir, kubeconfig string) {
	applied := map[string]string{}
	for ctx.Err() == nil {
		files, _ := filepath.Glob(dir + "/*.y*ml")
		for _, file := range files {
			content, err := os.ReadFile(file)
			if err != nil || applied[file] == string(content) {
				continue
			}
			cmd := exec.CommandContext(ctx, self, "kubectl", "--kubeconfig="+kubeconfig,
				"apply", "--server-side", "--force-conflicts", "--field-manager=k3s", "-f", file)
			if out, err := cmd.CombinedOutput(); err != nil {
				logf("error", "Failed to apply %s: %s", file, strings.TrimSpace(string(out)))
				continue
			}
			applied[file] = string(content)
			logf("info", "Applied manifest %s", file)
		}
		time.Sleep(3 * time.Second)
	}
}
