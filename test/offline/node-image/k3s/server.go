package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	api "k8s.io/client-go/tools/clientcmd/api"
)

const kineSocket = "/run/k3s/kine.sock"

func (s *supervisor) startServer(ctx context.Context) error {
	dir := filepath.Join(s.dataDir, "server")
	for _, path := range []string{dir + "/tls", dir + "/cred", dir + "/manifests", "/run/k3s"} {
		if err := os.MkdirAll(path, 0o700); err != nil {
			return err
		}
	}
	if err := s.bootstrap(ctx, dir); err != nil {
		return fmt.Errorf("preparing server: failed to bootstrap cluster data: %w", err)
	}
	tokens, err := s.settleTokens(dir)
	if err != nil {
		return err
	}
	s.startContainerd(ctx)
	certs := pki(dir + "/tls")
	if err := s.issueCertificates(certs); err != nil {
		return err
	}
	serverCA, err := os.ReadFile(certs.crt("server-ca"))
	if err != nil {
		return err
	}
	if err := tokens.write(dir, serverCA); err != nil {
		return err
	}
	if err := s.writeAgentConfig(dir); err != nil {
		return err
	}
	config := func(name string) string { return filepath.Join(dir, "cred", name+".kubeconfig") }
	if err := s.writeServerKubeconfigs(certs, serverCA, config); err != nil {
		return err
	}
	var etcd *etcdMember // nil where the data is in SQLite
	datastore := []string{"--etcd-servers=unix://" + kineSocket}
	if s.usesEtcd(dir) {
		if etcd, err = s.startEtcd(ctx, dir); err != nil {
			return err
		}
		datastore = etcd.apiServerFlags()
	} else if err := serveKine(ctx, kineSocket, dir+"/db/state.db", s.fail); err != nil {
		return err
	}
	if err := s.startAPIServer(dir, certs, datastore); err != nil {
		return err
	}
	admin, err := clientFor(config("client-admin"))
	if err != nil {
		return err
	}
	if err := s.awaitAPIServer(ctx, admin); err != nil {
		return err
	}
	logf("info", "k3s is up and running")
	if err := s.startControllers(certs, config("client-controller"), config("client-scheduler"), etcd != nil); err != nil {
		return err
	}
	if err := refuseUnserved(s.serviceCIDR); err != nil {
		return err
	}
	if err := s.packagedManifests(dir + "/manifests"); err != nil {
		return err
	}
	go s.applyManifests(ctx, dir+"/manifests", config("client-admin"))
	go s.keepNodes(ctx, admin, etcd)
	go s.publishClusterDNS(ctx, admin)
	if !s.disabled("servicelb") {
		go runServiceLB(ctx, admin)
	}
	cluster, err := s.join(ctx, s.localURL(), fmt.Sprintf("K10%x::node:%s", hashOf(serverCA), tokens.agent))
	if err != nil {
		return err
	}
	return s.startNode(ctx, cluster)
}

func (s *supervisor) localURL() string { return fmt.Sprintf("https://127.0.0.1:%d", s.port) }

func (s *supervisor) writeAgentConfig(dir string) error {
	content, err := json.Marshal(clusterInfo{ClusterCIDR: s.clusterCIDR, ClusterDNS: s.clusterDNS, ClusterDomain: s.clusterDomain})
	if err != nil {
		return err
	}
	return writeFile(filepath.Join(dir, "cred", "agent-config.json"), string(content))
}

// writeServerKubeconfigs writes every kubeconfig before the API server starts, as k3s does.
func (s *supervisor) writeServerKubeconfigs(certs pki, serverCA []byte, config func(string) string) error {
	mode, err := strconv.ParseUint(s.kubeconfigMode, 8, 32)
	if err != nil {
		return fmt.Errorf("--write-kubeconfig-mode: %w", err)
	}
	local := api.Cluster{Server: s.localURL(), CertificateAuthorityData: serverCA}
	for _, c := range [][2]string{
		{"client-admin", s.kubeconfig},
		{"client-admin", config("client-admin")},
		{"client-controller", config("client-controller")},
		{"client-scheduler", config("client-scheduler")},
	} {
		cert, err := os.ReadFile(certs.crt(c[0]))
		if err != nil {
			return err
		}
		key, err := os.ReadFile(certs.key(c[0]))
		if err != nil {
			return err
		}
		if err := writeKubeconfig(c[1], local, api.AuthInfo{ClientCertificateData: cert, ClientKeyData: key}); err != nil {
			return err
		}
	}
	if err := os.Chmod(s.kubeconfig, os.FileMode(mode)); err != nil {
		return err
	}
	logf("info", "Wrote kubeconfig %s", s.kubeconfig)
	return nil
}
