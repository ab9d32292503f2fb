package main

import (
	"cmp"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

type options struct {
	mode                                     string // server or agent
	token, tokenFile                         string
	agentToken, agentTokenFile               string
	serverURL                                string
	dataDir, nodeName, nodeIP                string
	clusterCIDR, serviceCIDR                 string
	clusterDNS, clusterDomain, storagePath   string
	resolvConf                               string
	port                                     int
	privateRegistry                          string
	noDefaultEndpoint, clusterInit           bool
	kubeconfig, kubeconfigMode               string
	tlsSANs, disable, nodeLabels, nodeTaints list
	verbosity                                int
	extra                                    map[string]*list // component → its --…-arg values
}

// list is a flag that may be given many times.
type list []string

func (l *list) String() string         { return strings.Join(*l, ",") }
func (l *list) Set(value string) error { *l = append(*l, value); return nil }

// parts are the values with comma-separated ones taken apart.
func (l list) parts() []string {
	return strings.FieldsFunc(strings.Join(l, ","), func(r rune) bool { return r == ',' })
}

// parseFlags reads flags as k3s does: by Go's own flag package, whose words for
// an unknown flag are the ones that k3s's users know.
func parseFlags(mode string, args []string) (*options, error) {
	hostname, err := os.Hostname()
	if err != nil {
		return nil, err
	}
	o := &options{mode: mode, extra: map[string]*list{}}
	f := flag.NewFlagSet("k3s "+mode, flag.ContinueOnError)
	f.SetOutput(io.Discard)
	text := func(into *string, value, name string, aliases ...string) {
		for _, each := range append(aliases, name) {
			f.StringVar(into, each, value, "")
		}
	}
	many := func(into *list, name string) { f.Var(into, name, "") }
	text(&o.token, os.Getenv("K3S_TOKEN"), "token", "t")
	text(&o.tokenFile, os.Getenv("K3S_TOKEN_FILE"), "token-file")
	text(&o.dataDir, cmp.Or(os.Getenv("K3S_DATA_DIR"), "/var/lib/rancher/k3s"), "data-dir", "d")
	text(&o.nodeName, cmp.Or(os.Getenv("K3S_NODE_NAME"), hostname), "node-name")
	text(&o.nodeIP, "", "node-ip", "i")
	text(&o.serverURL, os.Getenv("K3S_URL"), "server", "s")
	text(&o.resolvConf, os.Getenv("K3S_RESOLV_CONF"), "resolv-conf")
	text(&o.privateRegistry, "/etc/rancher/k3s/registries.yaml", "private-registry")
	f.BoolVar(&o.noDefaultEndpoint, "disable-default-registry-endpoint", false, "")
	many(&o.nodeLabels, "node-label")
	many(&o.nodeTaints, "node-taint")
	f.IntVar(&o.verbosity, "v", 0, "")
	components := []string{"kubelet", "kube-proxy"}
	if mode == "server" {
		components = append(components, "kube-apiserver", "kube-controller-manager", "kube-scheduler")
		text(&o.agentToken, os.Getenv("K3S_AGENT_TOKEN"), "agent-token")
		text(&o.agentTokenFile, os.Getenv("K3S_AGENT_TOKEN_FILE"), "agent-token-file")
		many(&o.tlsSANs, "tls-san")
		many(&o.disable, "disable")
		text(&o.clusterCIDR, "10.42.0.0/16", "cluster-cidr")
		text(&o.serviceCIDR, "10.43.0.0/16", "service-cidr")
		text(&o.clusterDNS, "", "cluster-dns")
		text(&o.clusterDomain, "cluster.local", "cluster-domain")
		text(&o.storagePath, "", "default-local-storage-path")
		f.BoolVar(&o.clusterInit, "cluster-init", os.Getenv("K3S_CLUSTER_INIT") == "true", "")
		f.IntVar(&o.port, "https-listen-port", 6443, "")
		text(&o.kubeconfig, cmp.Or(os.Getenv("K3S_KUBECONFIG_OUTPUT"), defaultKubeconfig), "write-kubeconfig", "o")
		text(&o.kubeconfigMode, cmp.Or(os.Getenv("K3S_KUBECONFIG_MODE"), "600"), "write-kubeconfig-mode")
	}
	for _, name := range components {
		o.extra[name] = &list{}
		many(o.extra[name], name+"-arg")
	}
	acceptWithoutEffect(f, mode)
	if err := f.Parse(args); err != nil {
		fmt.Printf("Incorrect Usage: %v\n\nNAME:\n   k3s %s\n\nUSAGE:\n   k3s %s [OPTIONS]\n", err, mode, mode)
		return nil, err
	}
	if f.NArg() > 0 {
		return nil, fmt.Errorf("unexpected argument %q", f.Arg(0))
	}
	return o, o.complete()
}

// complete fills in what follows from the node and from other options.
func (o *options) complete() (err error) {
	o.nodeName = strings.ToLower(o.nodeName)
	o.storagePath = cmp.Or(o.storagePath, filepath.Join(o.dataDir, "storage"))
	if o.nodeIP == "" {
		if o.nodeIP, err = firstAddress(); err != nil {
			return err
		}
	}
	if o.mode == "server" && o.clusterDNS == "" {
		o.clusterDNS, err = nthAddress(o.serviceCIDR, 10)
	}
	return err
}
