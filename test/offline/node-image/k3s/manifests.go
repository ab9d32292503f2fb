package main

import (
	"context"
	"embed"
	"errors"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"text/template"
	"time"
)

//go:embed *.yaml.tmpl
var packaged embed.FS

// packagedManifests writes what k3s brings along as manifests. A name that
// nothing here has is ignored, as k3s ignores it.
func (s *supervisor) packagedManifests(dir string) error {
	for _, name := range []string{"coredns", "local-storage", "metrics-server", "traefik"} {
		path := filepath.Join(dir, name+".yaml")
		if s.disabled(name) {
			os.Remove(path)
			continue
		}
		var out strings.Builder
		manifest := template.Must(template.ParseFS(packaged, name+".yaml.tmpl"))
		if err := manifest.Execute(&out, map[string]string{
			"ClusterDNS": s.clusterDNS, "ClusterDomain": s.clusterDomain, "StoragePath": s.storagePath,
		}); err != nil {
			return err
		}
		if err := writeFile(path, out.String()); err != nil {
			return err
		}
	}
	return nil
}

func (s *supervisor) disabled(component string) bool {
	return slices.Contains(s.disable.parts(), component)
}

// applyManifests applies each manifest when it is new or has changed.
func (s *supervisor) applyManifests(ctx context.Context, dir, kubeconfig string) {
	applied := map[string]string{}
	for ctx.Err() == nil {
		changed := map[string]string{}
		files, _ := filepath.Glob(dir + "/*.y*ml")
		for _, file := range files {
			if content, err := os.ReadFile(file); err == nil && applied[file] != string(content) {
				changed[file] = string(content)
			}
		}
		// All at once, which is quicker; each by itself, so that a bad one does not hide the others.
		names := slices.Sorted(maps.Keys(changed))
		if len(names) < 2 || apply(ctx, kubeconfig, names...) != nil {
			for _, file := range names {
				if err := apply(ctx, kubeconfig, file); err != nil {
					logf("error", "Failed to apply %s: %v", file, err)
					delete(changed, file)
				}
			}
		}
		for _, file := range slices.Sorted(maps.Keys(changed)) {
			logf("info", "Applied manifest %s", file)
		}
		maps.Copy(applied, changed)
		time.Sleep(3 * time.Second)
	}
}

func apply(ctx context.Context, kubeconfig string, files ...string) error {
	args := []string{"kubectl", "--kubeconfig=" + kubeconfig, "apply", "--server-side", "--force-conflicts", "--field-manager=k3s"}
	for _, file := range files {
		args = append(args, "-f", file)
	}
	if out, err := exec.CommandContext(ctx, self, args...).CombinedOutput(); err != nil {
		return errors.New(strings.TrimSpace(string(out)))
	}
	return nil
}
