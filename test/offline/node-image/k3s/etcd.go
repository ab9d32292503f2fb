package main

import (
	"cmp"
	"context"
	"crypto/x509"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"go.etcd.io/etcd/api/v3/etcdserverpb"
	"go.etcd.io/etcd/client/pkg/v3/transport"
	clientv3 "go.etcd.io/etcd/client/v3"
	"go.etcd.io/etcd/server/v3/embed"
	"go.uber.org/zap"
)

const localEtcd = "https://127.0.0.1:2379"

// etcdMember is this server's part in etcd, with the ports, names, files and
// times that k3s gives it.
type etcdMember struct {
	dir, name, address string
	certs              pki
	client             *clientv3.Client // of this member
}

// usesEtcd tells whether the data is kept in etcd: asked for, joined, or there.
func (s *supervisor) usesEtcd(dir string) bool {
	return s.clusterInit || s.serverURL != "" || etcdInitialized(dir)
}

func etcdInitialized(serverDir string) bool {
	_, err := os.Stat(filepath.Join(serverDir, "db", "etcd", "member", "wal"))
	return err == nil
}

// startEtcd runs etcd in this process, alone or as one more member of another
// server's, and returns when this member takes part in all decisions.
func (s *supervisor) startEtcd(ctx context.Context, serverDir string) (*etcdMember, error) {
	if _, err := os.Stat(filepath.Join(serverDir, "db", "state.db")); err == nil {
		return nil, fmt.Errorf("the data is in SQLite: this stand-in does not move it to etcd")
	}
	m := &etcdMember{dir: filepath.Join(serverDir, "db", "etcd"), address: s.nodeIP, certs: etcdPKI(serverDir)}
	if err := m.issueCertificates(s.nodeName); err != nil {
		return nil, err
	}
	if err := m.settleName(s.nodeName); err != nil {
		return nil, err
	}
	var others []string
	if !etcdInitialized(serverDir) && s.serverURL != "" {
		var err error
		if others, err = s.joinEtcd(ctx, m); err != nil {
			return nil, fmt.Errorf("etcd cluster join failed: %w", err)
		}
	}
	if err := m.start(others, s.fail); err != nil {
		return nil, err
	}
	var err error
	if m.client, err = etcdClient(m.certs, localEtcd); err != nil {
		return nil, err
	}
	go m.promoteLearners(ctx)
	return m, retry(ctx, "etcd", 250*time.Millisecond, func() error { return m.test(ctx) })
}

func etcdPKI(serverDir string) pki { return pki(filepath.Join(serverDir, "tls", "etcd")) }

func (m *etcdMember) issueCertificates(nodeName string) error {
	if err := os.MkdirAll(string(m.certs), 0o700); err != nil {
		return err
	}
	serverCA, err := m.certs.authority("server-ca")
	if err != nil {
		return err
	}
	peerCA, err := m.certs.authority("peer-ca")
	if err != nil {
		return err
	}
	if err := m.certs.client("client", serverCA, "etcd-client"); err != nil {
		return err
	}
	// Anew each time, because an address may be another one.
	for name, ca := range map[string]*authority{"server-client": serverCA, "peer-server-client": peerCA} {
		template := servingTemplate("etcd-"+name, []string{"localhost", "127.0.0.1", "::1", nodeName, m.address})
		template.ExtKeyUsage = append(template.ExtKeyUsage, x509.ExtKeyUsageClientAuth)
		if err := m.certs.issue(name, template, ca); err != nil {
			return err
		}
	}
	return nil
}

// settleName names the member after its node, once.
func (m *etcdMember) settleName(nodeName string) error {
	path := filepath.Join(m.dir, "name")
	kept, err := os.ReadFile(path)
	if err == nil {
		m.name = string(kept)
		return nil
	}
	if err := os.MkdirAll(m.dir, 0o700); err != nil {
		return err
	}
	m.name = nodeName + "-" + randomHex(4)
	return os.WriteFile(path, []byte(m.name), 0o600)
}

func (m *etcdMember) peerURL() string { return fmt.Sprintf("https://%s:2380", m.address) }

// start runs the member of a new cluster, or of one whose other members are given.
func (m *etcdMember) start(others []string, failed func(error)) error {
	config := embed.NewConfig()
	config.Name, config.Dir = m.name, m.dir
	config.ClusterState = embed.ClusterStateFlagNew
	if len(others) > 0 {
		config.ClusterState = embed.ClusterStateFlagExisting
	}
	config.InitialCluster = strings.Join(append(others, m.name+"="+m.peerURL()), ",")
	peer := []url.URL{{Scheme: "https", Host: m.address + ":2380"}}
	client := url.URL{Scheme: "https", Host: m.address + ":2379"}
	config.ListenPeerUrls, config.AdvertisePeerUrls = peer, peer
	config.AdvertiseClientUrls = []url.URL{client}
	config.ListenClientUrls = []url.URL{client, {Scheme: "https", Host: "127.0.0.1:2379"}}
	config.ClientTLSInfo = m.trust("server-client", "server-ca")
	config.PeerTLSInfo = m.trust("peer-server-client", "peer-ca")
	config.TickMs, config.ElectionMs = 500, 5000
	config.WatchProgressNotifyInterval = 5 * time.Second // kube-apiserver lists by it
	config.WarningUnaryRequestDuration = embed.DefaultWarningUnaryRequestDuration
	config.LogLevel = "warn"
	member, err := embed.StartEtcd(config)
	if err != nil {
		return fmt.Errorf("etcd: %w", err)
	}
	go func() {
		select {
		case err = <-member.Err():
		case <-member.Server.StopNotify():
		}
		failed(cmp.Or(err, fmt.Errorf("etcd stopped: this server may have been removed from the cluster")))
	}()
	return nil
}

func (m *etcdMember) trust(name, ca string) transport.TLSInfo {
	return transport.TLSInfo{CertFile: m.certs.crt(name), KeyFile: m.certs.key(name), ClientCertAuth: true, TrustedCAFile: m.certs.crt(ca)}
}

func etcdClient(certs pki, endpoints ...string) (*clientv3.Client, error) {
	trust := transport.TLSInfo{CertFile: certs.crt("client"), KeyFile: certs.key("client"), TrustedCAFile: certs.crt("server-ca")}
	config, err := trust.ClientConfig()
	if err != nil {
		return nil, err
	}
	return clientv3.New(clientv3.Config{Endpoints: endpoints, TLS: config, DialTimeout: 2 * time.Second, Logger: zap.NewNop()})
}

// test finds this server among the voting members by its name and its address:
// as in k3s, a server does not come back at another address.
func (m *etcdMember) test(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	status, err := m.client.Status(ctx, localEtcd)
	if err != nil {
		return err
	}
	if status.IsLearner {
		return fmt.Errorf("this server has not yet been promoted from learner to voting member")
	}
	members, err := m.client.MemberList(ctx)
	if err != nil {
		return err
	}
	for _, member := range members.Members {
		if member.Name == m.name && slices.Contains(member.PeerURLs, m.peerURL()) {
			return nil
		}
	}
	return fmt.Errorf("this server is a not a member of the etcd cluster. Found %v, expect: %s=%s",
		initialCluster(members.Members), m.name, m.peerURL())
}

func initialCluster(members []*etcdserverpb.Member) (cluster []string) {
	for _, member := range members {
		for _, peer := range member.PeerURLs {
			cluster = append(cluster, member.Name+"="+peer)
		}
	}
	return cluster
}

// apiServerFlags lead the API server to this member.
func (m *etcdMember) apiServerFlags() []string {
	return []string{
		"--etcd-servers=" + localEtcd, "--etcd-cafile=" + m.certs.crt("server-ca"),
		"--etcd-certfile=" + m.certs.crt("client"), "--etcd-keyfile=" + m.certs.key("client"),
	}
}
