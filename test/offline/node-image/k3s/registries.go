package main

import (
	"cmp"
	"net"
	"net/url"
	"os"
	"strings"

	"go.yaml.in/yaml/v2"
)

// registries is k3s's registries.yaml, in the words of github.com/rancher/wharfie,
// which is not linked because it would choose another Kubernetes.
type registries struct {
	Mirrors map[string]struct {
		Endpoints []string          `yaml:"endpoint"`
		Rewrites  map[string]string `yaml:"rewrite"`
	} `yaml:"mirrors"`
	Configs map[string]registryConfig `yaml:"configs"`
}

type registryConfig struct {
	Auth *struct {
		Username      string `yaml:"username"`
		Password      string `yaml:"password"`
		Auth          string `yaml:"auth"`
		IdentityToken string `yaml:"identity_token"`
	} `yaml:"auth"`
	TLS *struct {
		CAFile             string `yaml:"ca_file"`
		CertFile           string `yaml:"cert_file"`
		KeyFile            string `yaml:"key_file"`
		InsecureSkipVerify bool   `yaml:"insecure_skip_verify"`
	} `yaml:"tls"`
}

func readRegistries(path string) (r registries, err error) {
	content, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		return r, nil
	}
	if err != nil {
		return r, err
	}
	logf("info", "Using private registry config file at %s", path)
	return r, yaml.Unmarshal(content, &r)
}

// registryHost is where images of one registry come from: the endpoints in their
// order, and at last the registry itself.
type registryHost struct {
	Endpoints []registryEndpoint
	Default   *registryEndpoint
}

type registryEndpoint struct {
	URL          string // empty for each registry's own
	OverridePath bool
	Rewrites     map[string]string
	Config       registryConfig
}

const anyRegistry = "_default" // containerd's name for what K3s calls "*"

// hosts merges mirrors and configurations as k3s does.
func (r registries) hosts(noDefaultEndpoint bool) map[string]registryHost {
	hosts := map[string]registryHost{}
	for name, config := range r.Configs {
		own := registryEndpoint{Config: config}
		if name != "*" {
			_, own.URL, _, _ = endpointAddress(name)
		}
		hosts[hostName(name)] = registryHost{Default: &own}
	}
	for name, mirror := range r.Mirrors {
		host, configured := hosts[hostName(name)]
		if !configured {
			host.Default = &registryEndpoint{Config: r.configOf(name)}
			if name != "*" {
				_, host.Default.URL, _, _ = endpointAddress(name)
			}
			if noDefaultEndpoint {
				host.Default = nil
			}
		}
		seen := map[string]bool{}
		for i, address := range mirror.Endpoints {
			registry, endpointURL, override, err := endpointAddress(address)
			switch {
			case err != nil:
				logf("warning", "Ignoring invalid endpoint URL %d=%s for %s: %v", i, address, name, err)
				continue
			case seen[endpointURL]:
				logf("warning", "Skipping duplicate endpoint URL %d=%s for %s", i, address, name)
				continue
			}
			seen[endpointURL] = true
			endpoint := registryEndpoint{endpointURL, override, mirror.Rewrites, r.configOf(registry)}
			if i == len(mirror.Endpoints)-1 && host.Default != nil && host.Default.URL == endpointURL {
				host.Default = &endpoint
			} else {
				host.Endpoints = append(host.Endpoints, endpoint)
			}
		}
		hosts[hostName(name)] = host
	}
	for name, host := range hosts {
		if len(host.Endpoints) == 0 && !host.Default.configured() {
			delete(hosts, name)
		}
	}
	return hosts
}

func hostName(name string) string {
	if name == "*" {
		return anyRegistry
	}
	return name
}

func (e *registryEndpoint) configured() bool {
	return e != nil && (e.OverridePath || e.Config.Auth != nil || e.Config.TLS != nil || len(e.Rewrites) > 0)
}

func (r registries) configOf(registry string) registryConfig {
	if registry == "docker.io" {
		if config, ok := r.Configs["registry-1.docker.io"]; ok {
			return config
		}
	}
	return r.Configs[registry]
}

// endpointAddress is the URL of an endpoint, the registry that it belongs to,
// and whether its path is to be taken as it is.
func endpointAddress(address string) (registry, endpoint string, override bool, err error) {
	if !strings.Contains(address, "://") {
		address = "//" + address
	}
	u, err := url.Parse(address)
	if err != nil {
		return "", "", false, err
	}
	if u.Scheme == "" {
		u.Scheme = "https"
		if port := u.Port(); isLocalhost(u.Hostname()) && port != "" && port != "443" {
			u.Scheme = "http"
		}
	}
	registry = u.Host
	if u.Host == "docker.io" || u.Host == "registry-1.docker.io" {
		registry, u.Host = "docker.io", "registry-1.docker.io"
	}
	if u.Path = cmp.Or(u.Path, "/"); u.Path == "/" || u.Path == "/v2" {
		u.Path = "/v2"
		return registry, u.String(), false, nil
	}
	return registry, u.String(), true, nil
}

func isLocalhost(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
